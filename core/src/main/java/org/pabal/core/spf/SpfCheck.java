package org.pabal.core.spf;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.pabal.core.spf.SpfRecord.Directive;
import org.pabal.core.spf.SpfResult.Code;

/** One check of a sender: RFC 7208's {@code check_host()}. Blocks as long as its resolver does; used by one thread, once. */
public final class SpfCheck {
    private static final int MAX_EXPLANATION = 200;

    private final SpfLookups lookups;
    private final Subject subject;

    /**
     * Who claims what.
     *
     * @param sender local-part@domain; of the null sender postmaster@HELO (§2.4)
     * @param receiver our name, and
     * @param now the time, for explanations
     */
    public record Subject(InetAddress peer, String sender, String hello, String receiver, Instant now) {}

    /** What a record says, and whose explanation counts.
     *
     * @param domain of the record that decided */
    private record Finding(SpfResult result, Optional<String> explanation, String domain) {}

    public SpfCheck(Resolver resolver, Subject subject) {
        this.lookups = new SpfLookups(resolver, subject.peer());
        this.subject = subject;
    }

    public SpfResult result() {
        String domain = subject.sender().substring(subject.sender().lastIndexOf('@') + 1);
        if (DomainName.parse(domain).isEmpty() || domain.indexOf('.') < 0) {
            return SpfResult.of(Code.NONE, "no domain");
        }
        try {
            Finding finding = check(domain);
            return finding.result().code() == Code.FAIL
                    ? new SpfResult(Code.FAIL, finding.result().why(), explanation(finding))
                    : finding.result();
        } catch (SpfTrouble e) {
            return e.result();
        }
    }

    private Finding check(String domain) throws SpfTrouble {
        Optional<SpfRecord> found = record(domain);
        if (found.isEmpty()) {
            return new Finding(SpfResult.of(Code.NONE, "no record of " + domain), Optional.empty(), domain);
        }
        SpfRecord record = found.get();
        SpfMacro macros = macros(domain);
        for (Directive directive : record.directives()) {
            if (matches(directive, macros)) {
                String why = directive.mechanism().name().toLowerCase(Locale.ROOT);
                return new Finding(SpfResult.of(directive.meaning(), why), record.explanation(), domain);
            }
        }
        if (record.redirect().isEmpty()) {
            return new Finding(SpfResult.of(Code.NEUTRAL, "default"), record.explanation(), domain);
        }
        lookups.count();
        Finding redirected = check(macros.expandDomain(record.redirect().get()));
        if (redirected.result().code() == Code.NONE) {
            throw SpfTrouble.permanent("redirect to a domain without record");
        }
        return redirected;
    }

    private SpfMacro macros(String domain) {
        return new SpfMacro(subject.peer(), subject.sender(), subject.hello(), domain);
    }

    private Optional<SpfRecord> record(String domain) throws SpfTrouble {
        Optional<DomainName> name = DomainName.parse(domain);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<String> records =
                lookups.texts(name.get()).stream().filter(SpfRecord::isOne).toList();
        if (records.size() > 1) {
            throw SpfTrouble.permanent("more than one record of " + domain);
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(SpfRecord.parse(records.getFirst()));
    }

    private boolean matches(Directive directive, SpfMacro macros) throws SpfTrouble {
        return switch (directive.mechanism()) {
            case ALL -> true;
            case IP4, IP6 -> contains(directive, directive.address().orElseThrow());
            case INCLUDE -> {
                lookups.count();
                yield included(macros.expandDomain(directive.spec()));
            }
            case EXISTS -> {
                lookups.count();
                Optional<DomainName> name = DomainName.parse(macros.expandDomain(directive.spec()));
                yield name.isPresent() && lookups.exists(name.get());
            }
            case A -> {
                lookups.count();
                yield anyOf(directive, macros.expandDomain(directive.spec()));
            }
            case MX -> {
                lookups.count();
                yield anyExchanger(directive, macros.expandDomain(directive.spec()));
            }
            case PTR -> {
                lookups.count();
                yield pointsInto(macros.expandDomain(directive.spec()));
            }
        };
    }

    private boolean included(String domain) throws SpfTrouble {
        return switch (check(domain).result().code()) {
            case PASS -> true;
            case FAIL, SOFTFAIL, NEUTRAL -> false;
            case NONE, PERMERROR -> throw SpfTrouble.permanent("include of a domain without record");
            case TEMPERROR -> throw SpfTrouble.temporary("include cannot be checked");
        };
    }

    private boolean anyOf(Directive directive, String host) throws SpfTrouble {
        for (InetAddress address : lookups.addresses(host)) {
            if (contains(directive, address)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyExchanger(Directive directive, String domain) throws SpfTrouble {
        for (Resolver.MailExchanger exchanger : lookups.exchangers(domain)) {
            if (!exchanger.host().isEmpty() && anyOf(directive, exchanger.host())) {
                return true;
            }
        }
        return false;
    }

    private boolean pointsInto(String domain) throws SpfTrouble {
        for (String name : lookups.names()) {
            boolean inside = name.equalsIgnoreCase(domain)
                    || name.toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT));
            if (inside && lookups.leadsBack(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(Directive directive, InetAddress network) {
        byte[] peer = subject.peer().getAddress();
        byte[] other = network.getAddress();
        if (peer.length != other.length) {
            return false;
        }
        int bits = peer.length == 4 ? directive.four() : directive.six();
        for (int i = 0; i < peer.length && bits > 0; i++, bits -= 8) {
            int mask = bits >= 8 ? 0xff : 0xff00 >> bits & 0xff;
            if (((peer[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** §6.2: whatever is wrong with it, there is none then. */
    private String explanation(Finding finding) {
        try {
            if (finding.explanation().isEmpty()) {
                return "";
            }
            SpfMacro macros = macros(finding.domain());
            Optional<DomainName> name =
                    DomainName.parse(macros.expandDomain(finding.explanation().get()));
            List<String> texts = name.isEmpty() ? List.of() : lookups.texts(name.get());
            if (!texts.isEmpty()) {
                String text = macros.expand(
                        String.join("", texts),
                        subject.receiver(),
                        subject.now().getEpochSecond());
                boolean printable = text.chars().allMatch(c -> c >= 32 && c < 127);
                return printable ? text.substring(0, Math.min(MAX_EXPLANATION, text.length())) : "";
            }
            return "";
        } catch (SpfTrouble e) {
            return "";
        }
    }
}
