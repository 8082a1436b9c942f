/**
 * Passwords: which may be set, how they are stored (argon2id), and comparing them without telling how far off a guess was.
 * Entry class {@link org.pabal.ejb.password.PasswordCheck}. Invariant: a password is never stored, logged or shown.
 */
@NullMarked
package org.pabal.ejb.password;

import org.jspecify.annotations.NullMarked;
