/**
 * The command line: a client of the admin API. Entry class {@link org.pabal.cli.Main}; each command is one class. Invariant:
 * a command's exit code says what happened, and what goes to standard output is only what was asked for.
 */
@NullMarked
package org.pabal.cli;

import org.jspecify.annotations.NullMarked;
