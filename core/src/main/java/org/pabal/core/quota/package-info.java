/**
 * How much mailboxes may hold: the quota of Maildir++ as vpopmail keeps it. Entry classes {@link org.pabal.core.quota.Quota} and
 * {@link org.pabal.core.quota.MaildirSizes}. Invariant: what nobody can know just now never counts as too much.
 */
@NullMarked
package org.pabal.core.quota;

import org.jspecify.annotations.NullMarked;
