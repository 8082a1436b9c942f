/**
 * The messages we write ourselves when delivery fails, in qmail-send's form (QSBMF).
 *
 * <p>Entry classes: {@link org.pabal.core.bounce.BouncePolicy} says whether and where to,
 * {@link org.pabal.core.bounce.BounceMessage} writes the text. Invariant: nothing is ever bounced to the null sender,
 * and a message causes at most one bounce and one double bounce.
 */
@NullMarked
package org.pabal.core.bounce;

import org.jspecify.annotations.NullMarked;
