/**
 * Text for people: tables, times, sizes, two languages. Entry classes {@link org.pabal.cli.text.Table} and
 * {@link org.pabal.cli.text.Messages}. Invariant: no control character that came from a mail or a peer reaches a terminal.
 */
@NullMarked
package org.pabal.cli.text;

import org.jspecify.annotations.NullMarked;
