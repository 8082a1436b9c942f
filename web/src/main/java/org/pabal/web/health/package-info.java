/**
 * MicroProfile Health: {@code /health/ready} and {@code /health/live}, each with the checks {@code database}, {@code jms} and
 * {@code listeners}. Invariant: a check answers within seconds, whatever hangs, and never tells strangers more than up or
 * down.
 */
@NullMarked
package org.pabal.web.health;

import org.jspecify.annotations.NullMarked;
