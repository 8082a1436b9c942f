/**
 * {@code /tcpto}: addresses that deliveries leave alone for a while, since their connects have timed out. Entry class
 * {@link org.pabal.web.tcpto.TimeoutsResource}. What it shows and clears is this node's alone.
 */
@NullMarked
package org.pabal.web.tcpto;

import org.jspecify.annotations.NullMarked;
