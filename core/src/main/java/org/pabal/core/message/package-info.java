/** Trace fields and the scan of a header section. */
@NullMarked
package org.pabal.core.message;

import org.jspecify.annotations.NullMarked;
