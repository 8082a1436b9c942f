/** qmail's control settings: syntax, types, defaults. */
@NullMarked
package org.pabal.core.control;

import org.jspecify.annotations.NullMarked;
