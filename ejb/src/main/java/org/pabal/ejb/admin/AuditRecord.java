package org.pabal.ejb.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the audit log.
 *
 * @param id grows with time
 * @param status the HTTP status it ended with; empty if it did not end, or the server died before that was written
 * @param detail what the subject does not say, as the selection of mail
 */
public record AuditRecord(long id, Instant at, AuditLog.Deed deed, Optional<Integer> status, Optional<String> detail) {}
