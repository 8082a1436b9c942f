package org.pabal.core.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.ReversedAddress;

/**
 * A list of addresses in the DNS (RFC 5782), and what it is used for: a line of the control setting dnsbl.
 *
 * @param weight of a list that is scored, below zero for one of welcome peers; 0 for all others
 * @param zone at most {@link ReversedAddress#MAX_ZONE} characters
 * @param codes answers that count
 */
public record DnsList(Use use, int weight, DomainName zone, ReturnCodes codes) {
    static final int MAX_WEIGHT = 1_000;

    /** What becomes of a peer that is listed. */
    public enum Use {
        /** welcome, whatever later lists say (rblsmtpd: -a) */
        ALLOW,
        /** refused with 451 (rblsmtpd: -B -r) */
        DEFER,
        /** refused with 553 (rblsmtpd: -b -r) */
        REJECT,
        /** its weight is added to the peer's score */
        SCORE
    }

    /** What a list says of a peer. */
    sealed interface Finding {
        /** @param text why, octets as characters; never empty but for a list of welcome peers */
        record Listed(String text) implements Finding {}

        record NotListed() implements Finding {}

        /** @param why for the log */
        record Trouble(String why) implements Finding {}
    }

    private static final Finding NOT_LISTED = new Finding.NotListed();

    public DnsList {
        if (zone.text().length() > ReversedAddress.MAX_ZONE) {
            throw new IllegalArgumentException(
                    "the name of a list has at most " + ReversedAddress.MAX_ZONE + " characters");
        }
    }

    /** A list of which all answers count, with no weight. */
    public DnsList(Use use, DomainName zone) {
        this(use, 0, zone, ReturnCodes.ALL);
    }

    /**
     * Reads {@code ZONE}, {@code USE ZONE CODE…} or {@code score WEIGHT ZONE CODE…}; a list without a word defers, as with
     * rblsmtpd.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static DnsList require(String line) {
        List<String> words = List.of(line.split("[ \\t]+", -1));
        Optional<Use> first = use(words.getFirst());
        if (words.size() == 1 && first.isEmpty()) {
            return new DnsList(Use.DEFER, new DomainName(line));
        }
        Use use = first.orElseThrow(
                () -> new IllegalArgumentException("its first word is not allow, defer or reject, nor score"));
        int zoneAt = use == Use.SCORE ? 2 : 1;
        if (words.size() <= zoneAt) {
            throw new IllegalArgumentException(
                    use == Use.SCORE ? "score wants a weight and a list" : "it is not a list, nor a word and a list");
        }
        return new DnsList(
                use,
                use == Use.SCORE ? weight(words.get(1)) : 0,
                new DomainName(words.get(zoneAt)),
                ReturnCodes.require(words.subList(zoneAt + 1, words.size())));
    }

    private static Optional<Use> use(String word) {
        return Arrays.stream(Use.values())
                .filter(use -> use.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static int weight(String word) {
        if (!word.matches("[+-]?\\d{1,4}") || Math.abs(Integer.parseInt(word)) > MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    "\"" + word + "\" is no weight from -" + MAX_WEIGHT + " to " + MAX_WEIGHT);
        }
        return Integer.parseInt(word);
    }

    /**
     * Asks as rblsmtpd does: a list of welcome peers by A, any other by TXT. One that is scored is asked by A, which all
     * lists have; its text is only for the reply.
     */
    Finding find(InetAddress peer, Resolver resolver) {
        DomainName name = ReversedAddress.in(zone, peer);
        return switch (use) {
            case ALLOW -> codes.equals(ReturnCodes.ALL) ? welcome(resolver.a(name)) : byCode("", resolver.a(name));
            case DEFER, REJECT -> unwelcome(name, resolver);
            case SCORE -> scored(name, resolver);
        };
    }

    private static Finding welcome(Answer<InetAddress> answer) {
        return switch (answer) {
            case Answer.Found<InetAddress> found -> new Finding.Listed("");
            case Answer.NoSuchName<InetAddress> none -> NOT_LISTED;
            case Answer.NoData<InetAddress> none -> NOT_LISTED;
            case Answer.TemporaryFailure<InetAddress> later -> new Finding.Trouble(later.why());
        };
    }

    private Finding unwelcome(DomainName name, Resolver resolver) {
        return switch (resolver.txt(name)) {
            case Answer.Found<String> found -> listed(String.join("", found.records()), name, resolver);
            case Answer.NoSuchName<String> none -> NOT_LISTED;
            case Answer.NoData<String> none -> NOT_LISTED;
            case Answer.TemporaryFailure<String> later -> new Finding.Trouble(later.why());
        };
    }

    private Finding listed(String text, DomainName name, Resolver resolver) {
        if (text.isEmpty()) {
            return NOT_LISTED;
        }
        Answer<InetAddress> answer = resolver.a(name);
        // rblsmtpd goes by the text alone, so an address that is missing or in trouble takes nothing away from it
        return answer instanceof Answer.Found<InetAddress> || !codes.equals(ReturnCodes.ALL)
                ? byCode(text, answer)
                : new Finding.Listed(text);
    }

    private Finding scored(DomainName name, Resolver resolver) {
        Finding finding = byCode("listed by " + zone, resolver.a(name));
        return weight > 0
                        && finding instanceof Finding.Listed
                        && resolver.txt(name) instanceof Answer.Found<String> found
                        && !String.join("", found.records()).isEmpty()
                ? new Finding.Listed(String.join("", found.records()))
                : finding;
    }

    /**
     * A list that says no to whoever asks, and a zone that is no list any more, have texts for every address too; their
     * addresses give them away.
     */
    private Finding byCode(String text, Answer<InetAddress> answer) {
        return switch (answer) {
            case Answer.Found<InetAddress> found -> {
                if (found.records().stream().noneMatch(DnsList::meansListed)) {
                    yield new Finding.Trouble("does not answer as a list: " + text);
                }
                yield found.records().stream().anyMatch(code -> meansListed(code) && codes.cover(code))
                        ? new Finding.Listed(text)
                        : NOT_LISTED;
            }
            case Answer.NoSuchName<InetAddress> none -> NOT_LISTED;
            case Answer.NoData<InetAddress> none -> NOT_LISTED;
            case Answer.TemporaryFailure<InetAddress> later -> new Finding.Trouble(later.why());
        };
    }

    /** RFC 5782 §2.1; 127.255.255 is where lists tell whoever asks that they will not answer. */
    private static boolean meansListed(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets[0] == 127 && !(octets[1] == -1 && octets[2] == -1);
    }
}
