/**
 * Start and stop of the application, in an order that keeps its promises. Entry class
 * {@link org.pabal.ejb.start.ApplicationStart}. Invariant: no peer is greeted before everything that a 250 stands on is up.
 */
@NullMarked
package org.pabal.ejb.start;

import org.jspecify.annotations.NullMarked;
