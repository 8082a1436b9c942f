package org.pabal.ejb.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One user, without the password.
 *
 * @param quota as it stands in a {@code maildirsize}; empty if none was given
 */
public record MailUser(String domain, String name, Optional<String> quota, Instant changedAt, String changedBy) {}
