/** Where a recipient goes: locals, virtual domains, artificial routes, mail exchangers. */
@NullMarked
package org.pabal.core.routing;

import org.jspecify.annotations.NullMarked;
