/**
 * The users of this host: who has a password, and what follows from logging in with it. Entry classes {@link
 * org.pabal.ejb.mailbox.MailUsers} for administrators and {@link org.pabal.ejb.mailbox.Logins} for sessions. Invariant: to a
 * stranger an account that does not exist looks and takes as long as one with another password.
 */
@NullMarked
package org.pabal.ejb.mailbox;

import org.jspecify.annotations.NullMarked;
