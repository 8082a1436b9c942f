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
 * @param zone at most {@link ReversedAddress#MAX_ZONE} characters
 */
public record DnsList(Use use, DomainName zone) {
    /** What becomes of a peer that is listed. */
    public enum Use {
        /** welcome, whatever later lists say (rblsmtpd: -a) */
        ALLOW,
        /** refused with 451 (rblsmtpd: -B -r) */
        DEFER,
        /** refused with 553 (rblsmtpd: -b -r) */
        REJECT
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

    /**
     * Reads {@code ZONE} or {@code USE ZONE}; a list without a word defers, as with rblsmtpd.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static DnsList require(String line) {
        List<String> words = List.of(line.split("[ \\t]+", -1));
        Optional<Use> first = use(words.getFirst());
        if (words.size() == 1 && first.isEmpty()) {
            return new DnsList(Use.DEFER, new DomainName(line));
        }
        if (words.size() != 2) {
            throw new IllegalArgumentException("it is not a list, nor a word and a list");
        }
        return new DnsList(
                first.orElseThrow(() -> new IllegalArgumentException("its first word is not allow, defer or reject")),
                new DomainName(words.getLast()));
    }

    private static Optional<Use> use(String word) {
        return Arrays.stream(Use.values())
                .filter(use -> use.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** Asks as rblsmtpd does: a list of welcome peers by A, any other by TXT. */
    Finding find(InetAddress peer, Resolver resolver) {
        DomainName name = ReversedAddress.in(zone, peer);
        return use == Use.ALLOW ? welcome(resolver.a(name)) : unwelcome(name, resolver);
    }

    private static Finding welcome(Answer<InetAddress> answer) {
        return switch (answer) {
            case Answer.Found<InetAddress> found -> new Finding.Listed("");
            case Answer.NoSuchName<InetAddress> none -> NOT_LISTED;
            case Answer.NoData<InetAddress> none -> NOT_LISTED;
            case Answer.TemporaryFailure<InetAddress> later -> new Finding.Trouble(later.why());
        };
    }

    private static Finding unwelcome(DomainName name, Resolver resolver) {
        return switch (resolver.txt(name)) {
            case Answer.Found<String> found -> listed(String.join("", found.records()), resolver.a(name));
            case Answer.NoSuchName<String> none -> NOT_LISTED;
            case Answer.NoData<String> none -> NOT_LISTED;
            case Answer.TemporaryFailure<String> later -> new Finding.Trouble(later.why());
        };
    }

    /**
     * A list that says no to whoever asks, and a zone that is no list any more, have texts for every address too; their
     * addresses give them away.
     */
    private static Finding listed(String text, Answer<InetAddress> answer) {
        if (text.isEmpty()) {
            return NOT_LISTED;
        }
        boolean strange = answer instanceof Answer.Found<InetAddress> found
                && found.records().stream().noneMatch(DnsList::meansListed);
        return strange ? new Finding.Trouble("does not answer as a list: " + text) : new Finding.Listed(text);
    }

    /** RFC 5782 §2.1; 127.255.255 is where lists tell whoever asks that they will not answer. */
    private static boolean meansListed(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets[0] == 127 && !(octets[1] == -1 && octets[2] == -1);
    }
}
