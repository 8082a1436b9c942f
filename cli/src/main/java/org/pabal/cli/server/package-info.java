/**
 * The admin API as a client sees it. Entry class {@link org.pabal.cli.server.Server}. Invariant: the password leaves this
 * package only in the header of a request.
 */
@NullMarked
package org.pabal.cli.server;

import org.jspecify.annotations.NullMarked;
