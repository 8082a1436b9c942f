package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;

class ToldResolverTest {
    private static final DomainName FAR = new DomainName("far.test");

    private final List<String> told = new ArrayList<>();
    private final Resolver resolver = new ToldResolver(new Scripted(), told::add);

    /** Knows mail exchangers, no addresses, no texts and no names. */
    private static final class Scripted implements Resolver {
        @Override
        public Answer<MailExchanger> mx(DomainName domain) {
            return new Answer.Found<>(List.of(new MailExchanger(10, "mx.far.test"), new MailExchanger(0, "")));
        }

        @Override
        public Answer<InetAddress> addresses(DomainName host) {
            return new Answer.TemporaryFailure<>("timed out");
        }

        @Override
        public Answer<InetAddress> a(DomainName name) {
            return new Answer.Found<>(List.of(InetAddress.getLoopbackAddress()));
        }

        @Override
        public Answer<String> txt(DomainName name) {
            return new Answer.NoData<>();
        }

        @Override
        public Answer<String> ptr(DomainName reversed) {
            return new Answer.NoSuchName<>();
        }
    }

    @Test
    void tellsEachQuestionWithItsAnswerAndPassesThatOn() {
        assertThat(resolver.mx(FAR)).isInstanceOf(Resolver.Answer.Found.class);
        assertThat(resolver.addresses(FAR)).isEqualTo(new Resolver.Answer.TemporaryFailure<>("timed out"));
        assertThat(resolver.a(FAR)).isInstanceOf(Resolver.Answer.Found.class);
        assertThat(resolver.txt(FAR)).isEqualTo(new Resolver.Answer.NoData<>());
        assertThat(resolver.ptr(FAR)).isEqualTo(new Resolver.Answer.NoSuchName<>());
        assertThat(told)
                .containsExactly(
                        "MX far.test: 10 mx.far.test, 0 .",
                        "A, AAAA far.test: no answer: timed out",
                        "A far.test: 127.0.0.1",
                        "TXT far.test: no such records",
                        "PTR far.test: no such name");
    }
}
