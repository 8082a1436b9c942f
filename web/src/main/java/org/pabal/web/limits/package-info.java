/**
 * {@code /limits}: who has used up how much of the rates of the setting ratelimits. Entry class
 * {@link org.pabal.web.limits.LimitsResource}. What it shows and resets is this node's alone.
 */
@NullMarked
package org.pabal.web.limits;

import org.jspecify.annotations.NullMarked;
