package org.pabal.ejb.control;

import java.time.Instant;

/**
 * One text an administrator may change.
 *
 * @param name the setting, rule set or table it belongs to, as in {@code control/}
 * @param text exactly as it was written
 * @param version grows with every change of any text and is never used twice: good as an entity tag
 * @param changedAt when this version was stored
 * @param changedBy the administrator, or {@code first start}
 */
public record StoredText(String name, String text, long version, Instant changedAt, String changedBy) {}
