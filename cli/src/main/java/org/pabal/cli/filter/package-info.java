/**
 * What programs of {@code .qmail} files hand mail on with: qmail's {@code forward} and the second half of {@code condredirect}, whose
 * first half, as all of the other filters, {@code bin/pabal} does by itself. They start once for each message, so that nothing here
 * uses picocli. Entry class {@link org.pabal.cli.filter.Redirection}. Invariant: only an answer of the server says that it has the
 * message, or that it never wants it; everything else is tried again.
 */
@NullMarked
package org.pabal.cli.filter;

import org.jspecify.annotations.NullMarked;
