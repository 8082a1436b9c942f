/** tcprules: access rules, their text, their cdb. */
@NullMarked
package org.pabal.core.access;

import org.jspecify.annotations.NullMarked;
