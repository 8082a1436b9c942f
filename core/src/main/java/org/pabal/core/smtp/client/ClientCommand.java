package org.pabal.core.smtp.client;

/**
 * A command, or the end of data, that gets one reply.
 *
 * @param recipient index of the recipient, for RECIPIENT
 * @param line the text with its CRLF; empty for what is sent otherwise
 */
record ClientCommand(Kind kind, int recipient, String line) {
    enum Kind {
        RESET(StepLimit.MAIL),
        MAIL(StepLimit.MAIL),
        RECIPIENT(StepLimit.RECIPIENT),
        DATA(StepLimit.DATA),
        FINAL_DOT(StepLimit.FINAL_DOT),
        /** the end of an empty content that nobody is to get */
        LONE_DOT(StepLimit.FINAL_DOT);

        private final StepLimit limit;

        Kind(StepLimit limit) {
            this.limit = limit;
        }

        StepLimit limit() {
            return limit;
        }
    }

    static ClientCommand of(Kind kind, String line) {
        return new ClientCommand(kind, -1, line);
    }

    static ClientCommand recipient(int index, String line) {
        return new ClientCommand(Kind.RECIPIENT, index, line);
    }
}
