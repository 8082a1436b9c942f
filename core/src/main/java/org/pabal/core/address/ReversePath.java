package org.pabal.core.address;

/** The envelope sender: where a bounce would go. */
public sealed interface ReversePath {
    /** The null sender of bounces: never bounced to. */
    ReversePath NULL = new Null();
    /** The sender of a double bounce, qmail's {@code #@[]}: if that fails, nothing more is sent. */
    ReversePath DOUBLE_BOUNCE = new DoubleBounce();

    record Null() implements ReversePath {
        @Override
        public String text() {
            return "";
        }

        @Override
        public String toSmtp() {
            return "";
        }

        @Override
        public String toSmtpWithALabels() {
            return toSmtp();
        }

        @Override
        public boolean isAscii() {
            return true;
        }

        @Override
        public ReversePath towards(EmailAddress recipient) {
            return this;
        }
    }

    record DoubleBounce() implements ReversePath {
        @Override
        public String text() {
            return "#@[]";
        }

        @Override
        public String toSmtp() {
            return "#@[]";
        }

        @Override
        public String toSmtpWithALabels() {
            return toSmtp();
        }

        @Override
        public boolean isAscii() {
            return true;
        }

        @Override
        public ReversePath towards(EmailAddress recipient) {
            return this;
        }
    }

    record Mailbox(EmailAddress address) implements ReversePath {
        @Override
        public String text() {
            return address.text();
        }

        @Override
        public String toSmtp() {
            return address.toSmtp();
        }

        @Override
        public String toSmtpWithALabels() {
            return address.toSmtpWithALabels();
        }

        @Override
        public boolean isAscii() {
            return address.isAscii();
        }

        @Override
        public ReversePath towards(EmailAddress recipient) {
            return this;
        }
    }

    /**
     * A sender with a bounce address of its own for each recipient (VERP), qmail's {@code pre@host-@[]}. It never
     * leaves the queue in this form: a delivery uses {@link #towards}.
     *
     * @param base {@code pre@host}, where bounces go that name no single recipient
     */
    record Verp(EmailAddress base) implements ReversePath {
        private static final String SUFFIX = "-@[]";

        @Override
        public String text() {
            return base.text() + SUFFIX;
        }

        @Override
        public String toSmtp() {
            return base.toSmtp();
        }

        @Override
        public String toSmtpWithALabels() {
            return base.toSmtpWithALabels();
        }

        @Override
        public boolean isAscii() {
            return base.isAscii();
        }

        @Override
        public ReversePath towards(EmailAddress recipient) {
            String local = base.local().text() + recipient.local().text() + "="
                    + recipient.domain().text();
            // a local part can be too long to be carried in another one; bounces then go where they name nobody
            return local.length() > LocalPart.MAX_LENGTH
                    ? of(base)
                    : of(new EmailAddress(new LocalPart(local), base.domain()));
        }
    }

    /** @return qmail's inner form: empty, {@code #@[]}, an unquoted address, or such an address and {@code -@[]} */
    String text();

    /** @return what stands between the angle brackets of MAIL FROM */
    String toSmtp();

    /**
     * The sender that one recipient's delivery shows (qmail-send: senderadd).
     *
     * @param recipient as rewritten, a virtual domain's prefix included
     * @return {@code pre} + {@code local=domain} + {@code @host} for {@link Verp}, everything else unchanged
     */
    ReversePath towards(EmailAddress recipient);

    /** @return as {@link #toSmtp()}, with A-labels */
    String toSmtpWithALabels();

    /** Whether any transaction can carry it as it is; if not, only one with SMTPUTF8 can. */
    boolean isAscii();

    static ReversePath of(EmailAddress address) {
        return new Mailbox(address);
    }

    /** Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if it is none of these forms
     */
    static ReversePath require(String text) {
        return switch (text) {
            case "" -> NULL;
            case "#@[]" -> DOUBLE_BOUNCE;
            default ->
                text.endsWith(Verp.SUFFIX)
                        ? new Verp(EmailAddress.require(text.substring(0, text.length() - Verp.SUFFIX.length())))
                        : of(EmailAddress.require(text));
        };
    }
}
