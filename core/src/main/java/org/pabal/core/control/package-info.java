/**
 * qmail's control settings: the syntax of their texts, their types, ranges and defaults. Entry class
 * {@link org.pabal.core.control.ControlSettings}; the table of settings is {@code Settings}. A text that is wrong in any
 * way is refused with a sentence and never read as something else.
 */
@NullMarked
package org.pabal.core.control;

import org.jspecify.annotations.NullMarked;
