package org.pabal.connector.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Answers the questions of a mail server from a cache and from recursive name servers. Names are absolute: there is no search
 * path, and no hosts file. IPv4 addresses come before IPv6 ones, as mail over IPv4 is what every peer expects. Safe for many
 * threads.
 */
final class DnsClient implements Resolver {
    /** Aliases followed for one question; a loop ends here too. */
    static final int MAX_ALIASES = 10;

    private static final int MAX_TTL_SECONDS = 86_400;

    /** Short, so that a domain that was mended is found again soon. */
    private static final int MAX_NEGATIVE_TTL_SECONDS = 600;

    private final DnsServers servers;
    private final long nanosForAnswer;
    private final Cache cache = new Cache(DClass.IN);
    private final DnsTroubles troubles;

    DnsClient(DnsSettings settings) {
        this.servers = new DnsServers(
                () -> settings.servers().isEmpty() ? ResolvConf.servers(ResolvConf.USUAL_PLACE) : settings.servers(),
                new SilentServers(settings.troubleKept(), System::nanoTime));
        this.troubles = new DnsTroubles(settings.troubleKept(), settings.cacheEntries(), System::nanoTime);
        this.nanosForAnswer = settings.answerWithin().toNanos();
        cache.setMaxEntries(settings.cacheEntries());
        cache.setMaxCache(MAX_TTL_SECONDS);
        cache.setMaxNCache(MAX_NEGATIVE_TTL_SECONDS);
    }

    @Override
    public Answer<MailExchanger> mx(DomainName domain) {
        return map(lookUp(domain, Type.MX, deadline()), r -> exchanger((MXRecord) r));
    }

    private static MailExchanger exchanger(MXRecord mx) {
        return new MailExchanger(mx.getPriority(), text(mx.getTarget()));
    }

    private static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true);
    }

    @Override
    public Answer<InetAddress> a(DomainName name) {
        return a(name, deadline());
    }

    private Answer<InetAddress> a(DomainName name, long deadline) {
        return map(lookUp(name, Type.A, deadline), r -> ((ARecord) r).getAddress());
    }

    @Override
    public Answer<String> txt(DomainName name) {
        return map(lookUp(name, Type.TXT, deadline()), r -> joined((TXTRecord) r));
    }

    private static String joined(TXTRecord txt) {
        return txt.getStringsAsByteArrays().stream()
                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    @Override
    public Answer<String> ptr(DomainName reversed) {
        return map(lookUp(reversed, Type.PTR, deadline()), r -> text(((PTRRecord) r).getTarget()));
    }

    private long deadline() {
        return System.nanoTime() + nanosForAnswer;
    }

    @Override
    public Answer<InetAddress> addresses(DomainName host) {
        long deadline = deadline();
        Answer<InetAddress> four = a(host, deadline);
        if (four instanceof Answer.NoSuchName<InetAddress>) {
            return four;
        }
        Answer<InetAddress> six = map(lookUp(host, Type.AAAA, deadline), r -> ((AAAARecord) r).getAddress());
        List<InetAddress> both = new ArrayList<>();
        if (four instanceof Answer.Found<InetAddress> found) {
            both.addAll(found.records());
        }
        if (six instanceof Answer.Found<InetAddress> found) {
            both.addAll(found.records());
        }
        if (!both.isEmpty()) {
            return new Answer.Found<>(both);
        }
        return four instanceof Answer.TemporaryFailure<InetAddress> ? four : six;
    }

    private Answer<Record> lookUp(DomainName domain, int type, long deadline) {
        Name asked;
        try {
            asked = Name.fromString(domain.ascii(), Name.root);
        } catch (TextParseException e) {
            // a name longer than the DNS can hold: nobody can have registered it
            return new Answer.NoSuchName<>();
        }
        Optional<String> lately = troubles.find(asked, type);
        if (lately.isPresent()) {
            return new Answer.TemporaryFailure<>(lately.get() + ", a short while ago");
        }
        try {
            return follow(asked, type, deadline);
        } catch (SilentServers.NobodyAskedException e) {
            return new Answer.TemporaryFailure<>(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            troubles.remember(asked, type, e.toString());
            return new Answer.TemporaryFailure<>(e.toString());
        }
    }

    private Answer<Record> follow(Name asked, int type, long deadline) throws IOException {
        Name name = asked;
        for (int aliases = 0; aliases <= MAX_ALIASES; aliases++) {
            SetResponse response = answer(name, type, deadline);
            if (response.isSuccessful()) {
                return found(response);
            }
            if (response.isNXDOMAIN()) {
                return new Answer.NoSuchName<>();
            }
            if (response.isNXRRSET()) {
                return new Answer.NoData<>();
            }
            name = target(name, response);
        }
        throw new IOException(asked.toString(true) + " is an alias of an alias, more than " + MAX_ALIASES + " deep");
    }

    private SetResponse answer(Name name, int type, long deadline) throws IOException {
        SetResponse cached = cache.lookupRecords(name, type, Credibility.NORMAL);
        boolean known = cached.isSuccessful()
                || cached.isNXDOMAIN()
                || cached.isNXRRSET()
                || cached.isCNAME()
                || cached.isDNAME();
        return known ? cached : cache.addMessage(DnsEssence.of(servers.ask(name, type, deadline)));
    }

    private static Name target(Name name, SetResponse response) throws IOException {
        if (response.isCNAME()) {
            return response.getCNAME().getTarget();
        }
        if (response.isDNAME()) {
            try {
                return name.fromDNAME(response.getDNAME());
            } catch (NameTooLongException e) {
                throw new IOException("the DNAME of " + name + " makes too long a name", e);
            }
        }
        throw new IOException("a referral in place of an answer for " + name);
    }

    private static Answer<Record> found(SetResponse response) {
        List<Record> records = new ArrayList<>();
        response.answers().forEach(set -> records.addAll(set.rrs(false)));
        return records.isEmpty() ? new Answer.NoData<>() : new Answer.Found<>(records);
    }

    private static <T> Answer<T> map(Answer<Record> answer, Function<Record, T> reading) {
        return switch (answer) {
            case Answer.Found<Record> found ->
                new Answer.Found<>(found.records().stream().map(reading).toList());
            case Answer.NoSuchName<Record> none -> new Answer.NoSuchName<>();
            case Answer.NoData<Record> none -> new Answer.NoData<>();
            case Answer.TemporaryFailure<Record> later -> new Answer.TemporaryFailure<>(later.why());
        };
    }
}
