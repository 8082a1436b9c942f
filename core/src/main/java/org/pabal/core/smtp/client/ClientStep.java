package org.pabal.core.smtp.client;

import org.pabal.core.message.Content;

/** What a {@link ClientAutomaton} wants done next. */
public sealed interface ClientStep {
    /** @param commands UTF-8 with CRLFs, for one write */
    record Send(String commands) implements ClientStep {}

    /** Read one reply within the limit and tell it to the automaton. */
    record Listen(StepLimit limit) implements ClientStep {}

    /** Shake hands for TLS, if the peer has said nothing more in the clear, and go on under it. */
    record StartTls(Securing securing) implements ClientStep {}

    /** Send the content, encoded, and the final dot. */
    record SendContent(Content content, Progress progress) implements ClientStep {}

    /** Say {@code BDAT}, the size of the content and {@code LAST}, and send it as it is (RFC 3030). */
    record SendChunk(Content content, Progress progress) implements ClientStep {}

    /** Nothing: the automaton has its result. */
    record End() implements ClientStep {}

    /** What an automaton must be told of TLS; one of the two. */
    interface Securing {
        void secured(Protection by);

        /** Nothing more is sent, the connection will be dropped.
         *
         * @param why the end of a sentence, in printable US-ASCII */
        void failed(String why);
    }

    /** What an automaton must be told while its content is sent. */
    interface Progress {
        /** Said before the write that holds the final dot, or the last octet: from here on the peer may have the message. */
        void finalDotUnderWay();

        /** The stored content cannot be read; nothing more is sent, the connection will be dropped. */
        void contentUnreadable();
    }
}
