/**
 * Tests on the deployed application, from outside: sockets, HTTP, the command line, signals. Entry class of a test:
 * {@link org.pabal.it.Pabal}, either the shared one ({@link org.pabal.it.SharedPabal}) or one of its own.
 *
 * <p>Invariant: a test knows no class of the application; it may run against any deployment that follows the manual.
 * What needs a program that is not installed is skipped with a message.
 */
@NullMarked
package org.pabal.it;

import org.jspecify.annotations.NullMarked;
