package org.pabal.ejb.mailbox;

import java.time.Instant;

/** One user, without the password. */
public record MailUser(String domain, String name, Instant changedAt, String changedBy) {}
