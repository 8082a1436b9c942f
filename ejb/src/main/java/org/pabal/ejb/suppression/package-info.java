/**
 * Addresses that are not tried again, since mail to them failed for good. Entry class
 * {@link org.pabal.ejb.suppression.Suppressions}. Invariant: a list that cannot be read stops no delivery, and one that cannot be
 * written costs no outcome.
 */
@NullMarked
package org.pabal.ejb.suppression;

import org.jspecify.annotations.NullMarked;
