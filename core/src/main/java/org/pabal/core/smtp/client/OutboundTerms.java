package org.pabal.core.smtp.client;

import java.time.Duration;
import org.pabal.core.address.DomainName;

/**
 * The settings one delivery runs under; read anew for each, so that a change counts from the next delivery on.
 *
 * @param heloHost what we call ourselves, from the control setting of that name
 * @param connect the control setting {@code timeoutconnect}: limit for one TCP connect; positive
 * @param perStep the control setting {@code timeoutremote}: upper limit for each step of the dialogue, however the peer
 *     drips; a step never gets more than the time RFC 5321 §4.5.3.2 asks a client to wait; positive
 * @param eightBit the control setting of that name
 */
public record OutboundTerms(DomainName heloHost, Duration connect, Duration perStep, EightBit eightBit) {
    public static final Duration DEFAULT_CONNECT = Duration.ofMinutes(1);
    public static final Duration DEFAULT_PER_STEP = Duration.ofMinutes(20);

    public OutboundTerms {
        if (!connect.isPositive() || !perStep.isPositive()) {
            throw new IllegalArgumentException("timeouts of an outgoing session are positive");
        }
    }

    /** Terms with the defaults of qmail's settings. */
    public static OutboundTerms of(DomainName heloHost) {
        return new OutboundTerms(heloHost, DEFAULT_CONNECT, DEFAULT_PER_STEP, EightBit.CONVERT);
    }
}
