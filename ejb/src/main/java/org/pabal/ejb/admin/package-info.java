/**
 * Who may administer, and what they did. Entry classes {@link org.pabal.ejb.admin.AdminAccounts} and
 * {@link org.pabal.ejb.admin.AuditLog}. Invariant: passwords are stored as argon2id hashes only, save the generated one
 * of {@code admin}, which lies in a file that only the server's user may read.
 */
@NullMarked
package org.pabal.ejb.admin;

import org.jspecify.annotations.NullMarked;
