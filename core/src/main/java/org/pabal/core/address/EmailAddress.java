package org.pabal.core.address;

/**
 * A mailbox: local part and domain.
 *
 * @param local the part before the last {@code @}, unquoted; its case is kept
 * @param domain the part after it
 */
public record EmailAddress(LocalPart local, Domain domain) {
    /** @return qmail's inner form, {@code local@domain} without quoting: split it at the last {@code @} */
    public String text() {
        return local.text() + "@" + domain.text();
    }

    /** @return the form for SMTP commands and header fields, quoted where it must be */
    public String toSmtp() {
        return local.quoted() + "@" + domain.text();
    }

    /** @return as {@link #toSmtp()}, with A-labels: ASCII if the local part is */
    public String toSmtpWithALabels() {
        return local.quoted() + "@" + domain.ascii();
    }

    /** Whether only a transaction with SMTPUTF8 can carry it as it is. */
    public boolean isAscii() {
        return Utf8.isAscii(local.text()) && Utf8.isAscii(domain.text());
    }

    /** Reads what {@link #text()} wrote, as from our own database or a setting.
     *
     * @throws IllegalArgumentException with a sentence, if there is no {@code @} or a part is malformed
     */
    public static EmailAddress require(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("an address needs an @");
        }
        String domain = text.substring(at + 1);
        return new EmailAddress(
                new LocalPart(text.substring(0, at)),
                domain.startsWith("[") ? AddressLiteral.require(domain) : new DomainName(domain));
    }

    @Override
    public String toString() {
        return text();
    }
}
