/**
 * Programs of {@code .qmail} files: the only place where processes are started. Entry class {@link org.pabal.ejb.program.ProgramRunner}.
 * Invariant: a program has the rights of the user whose home it runs in, never root's, and nothing of the server's environment.
 */
@NullMarked
package org.pabal.ejb.program;

import org.jspecify.annotations.NullMarked;
