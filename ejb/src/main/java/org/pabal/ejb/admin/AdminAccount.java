package org.pabal.ejb.admin;

import java.time.Instant;

/** One administrator, without the password. */
public record AdminAccount(String name, AdminRole role, Instant changedAt, String changedBy) {}
