package org.pabal.core.bounce;

import org.pabal.core.queue.ReportText;

/**
 * A recipient that a bounce is about.
 *
 * @param address as its sender knows it, without a virtual domain's prefix
 * @param report why it failed; lines ended by LF, of any origin and length: a remote host may have written it
 */
public record FailedRecipient(String address, String report) {
    /**
     * The recipient's paragraph in a bounce (qmail-send: addbounce): no empty line inside, one after it. Control
     * characters become {@code ?}; a bounce with a bare CR or a NUL could not be relayed.
     */
    String paragraph() {
        StringBuilder text = new StringBuilder("<")
                .append(plain(address.replace('\n', '_')))
                .append(">:\n")
                .append(plain(ReportText.cut(report)));
        if (text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        for (int i = text.length() - 2; i > 0; i--) {
            if (text.charAt(i) == '\n' && text.charAt(i - 1) == '\n') {
                text.setCharAt(i, '/');
            }
        }
        return text.append('\n').toString();
    }

    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c);
        }
        return out.toString();
    }
}
