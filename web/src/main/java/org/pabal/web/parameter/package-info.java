/**
 * Query parameters that several resources have. Entry class {@link org.pabal.web.parameter.AddressParameter}. Invariant: what is
 * wrong ends in 400 with a sentence that names the parameter.
 */
@NullMarked
package org.pabal.web.parameter;

import org.jspecify.annotations.NullMarked;
