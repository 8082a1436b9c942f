package org.pabal.core.qmtp;

import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.Replies;

/**
 * Reads one request, wherever its octets are cut into pieces. QMTP: a netstring with the message, whose first octet says
 * how its lines end, one with the sender, one with the recipients' netstrings. QMQP: one netstring with the netstrings of
 * message, sender and each recipient; lines end in LF. One object for one request.
 */
public final class RequestParser {
    /** The two protocols. */
    public enum Form {
        QMTP,
        QMQP
    }

    /** What a piece led to. */
    public enum Progress {
        MORE,
        END,
        /** this is not the protocol, or beyond its limits: nothing can be answered */
        BROKEN
    }

    /** octets of an address; more than any that SMTP takes (RFC 5321 §4.5.3.1.3) */
    static final int MAX_ADDRESS = 1000;
    /** octets of all recipients with their lengths */
    static final long MAX_LIST = 1 << 20;

    private enum State {
        OUTER_LENGTH,
        MESSAGE_LENGTH,
        ENCODING,
        CONTENT,
        SENDER_LENGTH,
        SENDER,
        LIST_LENGTH,
        RECIPIENT_LENGTH,
        RECIPIENT,
        DONE,
        BROKEN
    }

    private final Form form;
    private final long maxOctets;
    private final ContentFilter content;
    private final LengthReader length = new LengthReader();
    private final Addresses addresses;
    private State state;
    private long left;
    private long listLeft;
    private long taken;
    private int consumed;

    /**
     * @param maxRecipients kept of one message; 0 or more
     * @param maxOctets of a content with line ends counted as two; 0 means unlimited
     * @param sink gets the content, as far as it is not refused
     */
    public RequestParser(Form form, int maxRecipients, long maxOctets, ContentSink sink) {
        this.form = form;
        this.addresses = new Addresses(maxRecipients);
        this.maxOctets = maxOctets;
        this.content = new ContentFilter(sink, maxOctets);
        this.state = form == Form.QMQP ? State.OUTER_LENGTH : State.MESSAGE_LENGTH;
    }

    /** Takes a piece, whose array may be changed. Not to be called again after anything but {@link Progress#MORE}. */
    public Progress take(byte[] buffer, int offset, int octets) {
        int at = offset;
        int end = offset + octets;
        while (at < end && state != State.DONE && state != State.BROKEN) {
            if (state == State.CONTENT && left > 0) {
                int piece = (int) Math.min(left, end - at);
                content.take(buffer, at, piece);
                left -= piece;
                at += piece;
            } else {
                takeOne(buffer[at++]);
            }
        }
        consumed = at - offset;
        taken += consumed;
        return switch (state) {
            case DONE -> Progress.END;
            case BROKEN -> Progress.BROKEN;
            default -> Progress.MORE;
        };
    }

    /** @return octets of the last piece that belonged to the request */
    public int consumed() {
        return consumed;
    }

    /** @return octets of the whole request so far */
    public long taken() {
        return taken;
    }

    /** @return the request, after {@link Progress#END} */
    public Request request() {
        return addresses.with(content);
    }

    private void takeOne(byte octet) {
        switch (state) {
            case OUTER_LENGTH, MESSAGE_LENGTH, SENDER_LENGTH, LIST_LENGTH, RECIPIENT_LENGTH -> takeLength(octet);
            case ENCODING -> takeEncoding(octet);
            case CONTENT -> endOf(octet, State.SENDER_LENGTH);
            case SENDER, RECIPIENT -> takeAddress(octet);
            case DONE, BROKEN -> throw new IllegalStateException("the request is over");
        }
    }

    private void takeLength(byte octet) {
        // between two recipients the list may end instead
        if (state == State.RECIPIENT_LENGTH && listLeft == 0) {
            state = octet == ',' ? State.DONE : State.BROKEN;
            return;
        }
        switch (length.take(octet)) {
            case MORE -> {}
            case BAD -> state = State.BROKEN;
            case DONE -> begin(length.value());
        }
    }

    private void begin(long octets) {
        left = octets;
        switch (state) {
            case OUTER_LENGTH -> {
                listLeft = octets;
                state = State.MESSAGE_LENGTH;
            }
            case MESSAGE_LENGTH -> beginMessage(octets);
            case SENDER_LENGTH -> beginAddress(octets, State.SENDER);
            case LIST_LENGTH -> {
                listLeft = octets;
                state = octets > MAX_LIST ? State.BROKEN : State.RECIPIENT_LENGTH;
            }
            default -> beginAddress(octets, State.RECIPIENT);
        }
    }

    private void beginMessage(long octets) {
        boolean qmtp = form == Form.QMTP;
        boolean fits = qmtp ? octets > 0 : fitsInto(octets);
        boolean tooBig = maxOctets > 0 && octets > maxOctets + 1;
        if (tooBig) {
            content.refuse(Replies.TOO_BIG);
        }
        // a refused one is read to its end, so that the peer hears why, but not for ever
        state = !fits || (tooBig && octets > Limits.DISCARDED) ? State.BROKEN : qmtp ? State.ENCODING : State.CONTENT;
    }

    private void beginAddress(long octets, State next) {
        boolean inList = next == State.RECIPIENT || form == Form.QMQP;
        boolean fits = octets <= MAX_ADDRESS && (!inList || fitsInto(octets));
        addresses.begin();
        state = fits ? next : State.BROKEN;
    }

    /** Takes a netstring of so many octets from the one it is in. */
    private boolean fitsInto(long octets) {
        listLeft -= LengthReader.octets(octets) + octets + 1;
        return listLeft >= 0;
    }

    private void takeEncoding(byte octet) {
        left--;
        if (octet == '\r') {
            content.expectCrlf();
        }
        state = octet == '\r' || octet == '\n' ? State.CONTENT : State.BROKEN;
    }

    private void takeAddress(byte octet) {
        if (left > 0) {
            addresses.take(octet);
            left--;
        } else if (state == State.SENDER) {
            addresses.endSender();
            endOf(octet, form == Form.QMTP ? State.LIST_LENGTH : State.RECIPIENT_LENGTH);
            // without a length of its own, what is left of the outer netstring is the list
            state = form == Form.QMQP && listLeft > MAX_LIST ? State.BROKEN : state;
        } else {
            addresses.endRecipient();
            endOf(octet, State.RECIPIENT_LENGTH);
        }
    }

    private void endOf(byte octet, State next) {
        if (state == State.CONTENT) {
            content.end();
        }
        state = octet == ',' ? next : State.BROKEN;
    }
}
