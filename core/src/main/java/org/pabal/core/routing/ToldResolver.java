package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pabal.core.address.DomainName;

/** Tells somebody each question with its answer, as {@code MX far.test: 10 mx.far.test}. */
public final class ToldResolver implements Resolver {
    private final Resolver resolver;
    private final Consumer<String> listener;

    public ToldResolver(Resolver resolver, Consumer<String> listener) {
        this.resolver = resolver;
        this.listener = listener;
    }

    @Override
    public Answer<MailExchanger> mx(DomainName domain) {
        return told(
                "MX " + domain.text(),
                resolver.mx(domain),
                record -> record.preference() + " " + (record.host().isEmpty() ? "." : record.host()));
    }

    @Override
    public Answer<InetAddress> addresses(DomainName host) {
        return told("A, AAAA " + host.text(), resolver.addresses(host), InetAddress::getHostAddress);
    }

    @Override
    public Answer<InetAddress> a(DomainName name) {
        return told("A " + name.text(), resolver.a(name), InetAddress::getHostAddress);
    }

    @Override
    public Answer<String> txt(DomainName name) {
        return told("TXT " + name.text(), resolver.txt(name), Function.identity());
    }

    @Override
    public Answer<String> ptr(DomainName reversed) {
        return told("PTR " + reversed.text(), resolver.ptr(reversed), Function.identity());
    }

    private <T> Answer<T> told(String question, Answer<T> answer, Function<T, String> text) {
        String said = switch (answer) {
            case Answer.Found<T> found -> list(found.records(), text);
            case Answer.NoSuchName<T> none -> "no such name";
            case Answer.NoData<T> none -> "no such records";
            case Answer.TemporaryFailure<T> later -> "no answer: " + later.why();
        };
        listener.accept(question + ": " + said);
        return answer;
    }

    private static <T> String list(List<T> records, Function<T, String> text) {
        return records.stream().map(text).collect(Collectors.joining(", "));
    }
}
