package org.pabal.core.smtp;

/**
 * An enhanced status code (RFC 3463): class.subject.detail.
 *
 * @param category 2, 4 or 5
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {
    public EnhancedStatus {
        boolean known = category == 2 || category == 4 || category == 5;
        if (!known || subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("not an enhanced status code");
        }
    }

    @Override
    public String toString() {
        return category + "." + subject + "." + detail;
    }
}
