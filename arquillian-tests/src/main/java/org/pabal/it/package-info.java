/**
 * Pabal on a real Payara Server, as a child of this process: what {@code mvn -Prun} starts and what the in-container
 * tests torture. Entry classes: {@link org.pabal.it.Run} and {@link org.pabal.it.PayaraServer}.
 *
 * <p>Invariant: the unpacked distribution is never written to; all that a server writes lies in its own domain directory
 * and in {@code pabal.home}. Plain JDK, no dependency.
 */
@NullMarked
package org.pabal.it;

import org.jspecify.annotations.NullMarked;
