/**
 * Delivery to users of this machine, as qmail-lspawn and qmail-local do it: assignments say whose an address is, the
 * user's {@code .qmail} file says what to do with a message.
 *
 * <p>Entry classes: {@link org.pabal.core.local.LocalUsers} (is there a mailbox?) and
 * {@link org.pabal.core.local.LocalDelivery}. Invariants: no address chooses a file outside its user's home directory;
 * success is reported only after the message and its directory entry are on the disk.
 */
@NullMarked
package org.pabal.core.local;

import org.jspecify.annotations.NullMarked;
