/** The messages we write ourselves when delivery fails. */
@NullMarked
package org.pabal.core.bounce;

import org.jspecify.annotations.NullMarked;
