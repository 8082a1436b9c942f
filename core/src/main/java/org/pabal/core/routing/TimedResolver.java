package org.pabal.core.routing;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.pabal.core.address.DomainName;

/**
 * Asks for somebody who waits: questions that have a time in common, counted from here. What begins in time is asked, what
 * would begin later is trouble. Used by one thread.
 */
public final class TimedResolver implements Resolver {
    private final Resolver resolver;
    private final InstantSource clock;
    private final Instant end;

    public TimedResolver(Resolver resolver, InstantSource clock, Duration time) {
        this.resolver = resolver;
        this.clock = clock;
        this.end = clock.instant().plus(time);
    }

    @Override
    public Answer<MailExchanger> mx(DomainName domain) {
        return inTime(() -> resolver.mx(domain));
    }

    @Override
    public Answer<InetAddress> addresses(DomainName host) {
        return inTime(() -> resolver.addresses(host));
    }

    @Override
    public Answer<InetAddress> a(DomainName name) {
        return inTime(() -> resolver.a(name));
    }

    @Override
    public Answer<String> txt(DomainName name) {
        return inTime(() -> resolver.txt(name));
    }

    @Override
    public Answer<String> ptr(DomainName reversed) {
        return inTime(() -> resolver.ptr(reversed));
    }

    private <T> Answer<T> inTime(Supplier<Answer<T>> question) {
        return clock.instant().isBefore(end)
                ? question.get()
                : new Answer.TemporaryFailure<>("not asked, the time was over");
    }
}
