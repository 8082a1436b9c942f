/**
 * {@code /diagnostics}: trying things out, step by step. Entry class {@link org.pabal.web.diagnostics.DiagnosticsResource}. Invariant: nothing
 * here changes mail or settings, and whatever it makes the server do to others is in the audit log.
 */
@NullMarked
package org.pabal.web.diagnostics;

import org.jspecify.annotations.NullMarked;
