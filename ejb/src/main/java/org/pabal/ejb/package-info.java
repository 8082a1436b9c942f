/** The container glue around core. {@link org.pabal.ejb.start.ApplicationStart} says in which order the parts come up. */
@NullMarked
package org.pabal.ejb;

import org.jspecify.annotations.NullMarked;
