package org.pabal.connector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * One listener's settings, checked.
 *
 * @param name the service
 * @param protocol what it speaks
 * @param request for one command; also what a content may take before its rate counts
 * @param dataRate octets a second
 * @param stopGrace for contents in transfer when the listener stops
 * @param security what it does about TLS
 * @param trusted who may speak for others
 */
record ListenerSettings(
        String name,
        Protocol protocol,
        InetSocketAddress address,
        int backlog,
        Duration request,
        int dataRate,
        Sessions sessions,
        Duration stopGrace,
        Security security,
        Trusted trusted) {
    private static final int SMTP_PORT = 25;

    /** How many sessions may be open. */
    record Sessions(int all, int perAddress, int perLoopbackAddress) {}

    /** @throws IllegalArgumentException with a sentence that names the property, its default and its range */
    static ListenerSettings require(SmtpActivationSpec spec) {
        String name = spec.getListener().strip();
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("listener must be a name without spaces (default smtp)");
        }
        Protocol protocol = Protocol.require(spec.getProtocol());
        InetSocketAddress address = requireAddress(spec);
        if (protocol == Protocol.LMTP && address.getPort() == SMTP_PORT) {
            // RFC 2033 §5
            throw new IllegalArgumentException("port of LMTP must not be 25, which is SMTP's (default off)");
        }
        return new ListenerSettings(
                name,
                protocol,
                address,
                number("backlog", spec.getBacklog(), new Range(1024, 1, 65_535)),
                seconds("requestSeconds", spec.getRequestSeconds(), new Range(300, 1, 86_400)),
                number("minimumDataRate", spec.getMinimumDataRate(), new Range(500, 1, 1_000_000)),
                new Sessions(
                        number("maxSessions", spec.getMaxSessions(), new Range(20_000, 1, 1_000_000)),
                        number("maxSessionsPerAddress", spec.getMaxSessionsPerAddress(), new Range(50, 1, 1_000_000)),
                        number(
                                "maxSessionsPerLoopbackAddress",
                                spec.getMaxSessionsPerLoopbackAddress(),
                                new Range(20_000, 1, 1_000_000))),
                seconds("stopSeconds", spec.getStopSeconds(), new Range(20, 0, 25)),
                Security.require(spec),
                Trusted.require(spec));
    }

    private record Range(int standard, int least, int most) {}

    private static InetSocketAddress requireAddress(SmtpActivationSpec spec) {
        int port = spec.isOff() ? 0 : number("port", spec.getPort(), new Range(2525, 0, 65_535));
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(spec.getBindAddress().strip()), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "bindAddress must be an address of this machine (default 0.0.0.0), not \"" + spec.getBindAddress()
                            + "\"",
                    e);
        }
    }

    private static Duration seconds(String property, String text, Range range) {
        return Duration.ofSeconds(number(property, text, range));
    }

    private static int number(String property, String text, Range range) {
        int value;
        try {
            value = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(sentence(property, text, range), e);
        }
        if (value < range.least() || value > range.most()) {
            throw new IllegalArgumentException(sentence(property, text, range));
        }
        return value;
    }

    private static String sentence(String property, String text, Range range) {
        return property + " must be a number from " + range.least() + " to " + range.most() + " (default "
                + range.standard() + "), not \"" + text + "\"";
    }
}
