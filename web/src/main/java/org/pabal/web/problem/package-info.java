/**
 * Everything that is not a success, as RFC 9457 problem documents. Entry class {@link org.pabal.web.problem.Problem}: a
 * resource throws {@code Problem.notFound("…").exception()}. Invariant: a body says what the client can do about it and
 * nothing about the inside: no stack, class, SQL or path of a file.
 */
@NullMarked
package org.pabal.web.problem;

import org.jspecify.annotations.NullMarked;
