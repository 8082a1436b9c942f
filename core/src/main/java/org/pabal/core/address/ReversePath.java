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
    }

    /** @return qmail's inner form: empty, {@code #@[]}, or an unquoted address */
    String text();

    /** @return what stands between the angle brackets of MAIL FROM */
    String toSmtp();

    static ReversePath of(EmailAddress address) {
        return new Mailbox(address);
    }

    /** Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if it is none of the three forms
     */
    static ReversePath require(String text) {
        return switch (text) {
            case "" -> NULL;
            case "#@[]" -> DOUBLE_BOUNCE;
            default -> of(EmailAddress.require(text));
        };
    }
}
