/**
 * Whether a host may send in the name of a domain (SPF, RFC 7208). Entry class {@link org.pabal.core.spf.SpfCheck}.
 * Invariant: a record costs at most ten further lookups and two that find nothing, whatever it says.
 */
@NullMarked
package org.pabal.core.spf;

import org.jspecify.annotations.NullMarked;
