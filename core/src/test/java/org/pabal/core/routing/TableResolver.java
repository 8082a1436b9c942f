package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.pabal.core.address.DomainName;

/** A DNS from a table. What is not in it does not exist; of a name that is, records of other types are absent. */
@NullMarked
public class TableResolver implements Resolver {
    private final Map<String, List<String>> records = new TreeMap<>();
    private final List<String> questions = new ArrayList<>();

    /** Adds a record: {@code has("2.0.0.127.bl.test", "TXT", "listed")}. */
    public TableResolver has(String name, String type, String data) {
        records.computeIfAbsent(name + " " + type, key -> new ArrayList<>()).add(data);
        return this;
    }

    /** Questions about the name and everything below it have no answer. */
    public TableResolver fails(String name) {
        return has(name, "TROUBLE", "");
    }

    /** @return all questions so far, as {@code 2.0.0.127.bl.test TXT} */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    public static InetAddress ip(String text) {
        return IpText.parse(text).orElseThrow();
    }

    @Override
    public Answer<MailExchanger> mx(DomainName domain) {
        return switch (ask(domain, "MX")) {
            case Answer.Found<String> found ->
                new Answer.Found<>(
                        found.records().stream().map(TableResolver::exchanger).toList());
            case Answer.NoSuchName<String> none -> new Answer.NoSuchName<>();
            case Answer.NoData<String> none -> new Answer.NoData<>();
            case Answer.TemporaryFailure<String> later -> new Answer.TemporaryFailure<>(later.why());
        };
    }

    private static MailExchanger exchanger(String data) {
        int blank = data.indexOf(' ');
        return new MailExchanger(Integer.parseInt(data.substring(0, blank)), data.substring(blank + 1));
    }

    @Override
    public Answer<InetAddress> addresses(DomainName host) {
        return addresses(ask(host, "A"), ask(host, "AAAA"));
    }

    @Override
    public Answer<InetAddress> a(DomainName name) {
        return addresses(ask(name, "A"), new Answer.NoData<>());
    }

    @Override
    public Answer<String> txt(DomainName name) {
        return ask(name, "TXT");
    }

    @Override
    public Answer<String> ptr(DomainName reversed) {
        return ask(reversed, "PTR");
    }

    private static Answer<InetAddress> addresses(Answer<String> first, Answer<String> second) {
        List<InetAddress> both = new ArrayList<>();
        for (Answer<String> answer : List.of(first, second)) {
            if (answer instanceof Answer.Found<String> found) {
                found.records().forEach(text -> both.add(ip(text)));
            }
        }
        if (!both.isEmpty()) {
            return new Answer.Found<>(both);
        }
        return first instanceof Answer.TemporaryFailure<String> later
                ? new Answer.TemporaryFailure<>(later.why())
                : new Answer.NoData<>();
    }

    private Answer<String> ask(DomainName name, String type) {
        String key = name.key();
        questions.add(key + " " + type);
        for (int at = 0; at >= 0; at = key.indexOf('.', at + 1)) {
            if (records.containsKey(key.substring(at == 0 ? 0 : at + 1) + " TROUBLE")) {
                return new Answer.TemporaryFailure<>("no answer");
            }
        }
        List<String> found = records.get(key + " " + type);
        if (found != null) {
            return new Answer.Found<>(found);
        }
        boolean exists = records.keySet().stream().anyMatch(record -> record.startsWith(key + " "));
        return exists ? new Answer.NoData<>() : new Answer.NoSuchName<>();
    }
}
