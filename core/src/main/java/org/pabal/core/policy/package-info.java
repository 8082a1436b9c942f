/** Who may relay and which recipients exist. Decisions are values. */
@NullMarked
package org.pabal.core.policy;

import org.jspecify.annotations.NullMarked;
