package org.pabal.core.policy;

import java.net.InetAddress;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;

/**
 * Whether a bounce could ever reach the sender's domain: the control setting mfcheck, which qmail has by a well-known
 * patch. A domain that takes no mail (RFC 7505 §4.2) or that the DNS knows no host for is refused; trouble of the DNS holds
 * nothing against it.
 */
public final class SenderDomainPolicy {
    private static final String TOKEN = "mfcheck";
    private static final SmtpReply NULL_MX = SmtpReply.of(550, "5.7.27", "sorry, your sender's domain takes no mail");
    private static final SmtpReply NO_HOST =
            SmtpReply.of(550, "5.1.8", "sorry, I couldn't find a mail exchanger or host for your sender's domain");

    private SenderDomainPolicy() {}

    /** @param trouble for the log: why nothing could be found out */
    public record Finding(Decision decision, Optional<String> trouble) {}

    /** Asks for mail exchangers, and for addresses where there are none. Blocks as long as the resolver does. */
    public static Finding judge(DomainName domain, Resolver resolver) {
        return switch (resolver.mx(domain)) {
            case Answer.Found<MailExchanger> found ->
                found.records().stream().allMatch(exchanger -> exchanger.host().isEmpty())
                        ? refused(NULL_MX, "nullmx")
                        : good();
            case Answer.NoSuchName<MailExchanger> none -> refused(NO_HOST, "nodomain");
            case Answer.NoData<MailExchanger> none -> byAddress(domain, resolver);
            case Answer.TemporaryFailure<MailExchanger> later -> unknown(domain, later.why());
        };
    }

    private static Finding byAddress(DomainName domain, Resolver resolver) {
        return switch (resolver.addresses(domain)) {
            case Answer.Found<InetAddress> found -> good();
            case Answer.NoSuchName<InetAddress> none -> refused(NO_HOST, "nodomain");
            case Answer.NoData<InetAddress> none -> refused(NO_HOST, "nohost");
            case Answer.TemporaryFailure<InetAddress> later -> unknown(domain, later.why());
        };
    }

    private static Finding good() {
        return new Finding(new Decision.Accept(Verdicts.of(TOKEN, "pass")), Optional.empty());
    }

    private static Finding refused(SmtpReply reply, String why) {
        return new Finding(new Decision.Reject(reply, Verdicts.of(TOKEN, why)), Optional.empty());
    }

    private static Finding unknown(DomainName domain, String why) {
        return new Finding(
                new Decision.Accept(Verdicts.of(TOKEN, "trouble")), Optional.of(TOKEN + ": " + domain + ": " + why));
    }
}
