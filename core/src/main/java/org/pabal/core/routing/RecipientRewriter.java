package org.pabal.core.routing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.queue.Channel;

/**
 * Which channel a recipient takes and as what address: envnoathost, percenthack, locals and virtualdomains in the order of
 * qmail-send (rewrite). Immutable, no look-up outside its tables.
 */
public final class RecipientRewriter {
    private final DomainName envNoAtHost;
    private final Set<String> locals;
    private final Set<String> percentHack;
    private final DomainTable<String> virtualDomains;

    /** What became of a recipient. */
    public record Rewritten(Channel channel, EmailAddress address) {}

    /**
     * @param envNoAtHost domain of an address that has none
     * @param locals domains
     * @param percentHack domains in which {@code user%host} means {@code user@host}
     * @param virtualDomains {@code user@domain}, {@code domain}, {@code .suffix} or the empty key, to the prefix that makes
     *     the local address; an empty prefix makes an exception from a shorter key
     */
    public RecipientRewriter(
            DomainName envNoAtHost,
            Collection<String> locals,
            Collection<String> percentHack,
            Map<String, String> virtualDomains) {
        this.envNoAtHost = envNoAtHost;
        this.locals = keys(locals);
        this.percentHack = keys(percentHack);
        this.virtualDomains = new DomainTable<>(virtualDomains);
    }

    /** Reads an address as a forward instruction gives it: without an {@code @}, envnoathost is its domain.
     *
     * @throws IllegalArgumentException if it cannot be an address
     */
    public EmailAddress qualify(String address) {
        return address.indexOf('@') < 0
                ? new EmailAddress(new LocalPart(address), envNoAtHost)
                : EmailAddress.require(address);
    }

    /** @throws IllegalArgumentException if the prefix of a virtual domain makes the local part too long for an address */
    public Rewritten rewrite(EmailAddress recipient) {
        EmailAddress meant = withoutPercent(recipient);
        if (locals.contains(meant.domain().key())) {
            return new Rewritten(Channel.LOCAL, meant);
        }
        Optional<String> prefix = domainPrefix(meant).or(() -> virtualDomains.exactly(""));
        if (prefix.isEmpty() || prefix.get().isEmpty()) {
            return new Rewritten(Channel.REMOTE, meant);
        }
        LocalPart local = new LocalPart(prefix.get() + "-" + meant.local().text());
        return new Rewritten(Channel.LOCAL, new EmailAddress(local, meant.domain()));
    }

    /**
     * Whether the recipient is in a domain of ours: one of locals, or one that virtualdomains names. The empty key of
     * virtualdomains, which catches all the rest of the world, makes nothing ours.
     */
    public boolean isOurs(EmailAddress recipient) {
        return locals.contains(recipient.domain().key())
                || domainPrefix(recipient).filter(prefix -> !prefix.isEmpty()).isPresent();
    }

    /**
     * The address that a percent hack stands for: as long as the domain is in percenthack, the last {@code %} becomes the
     * {@code @}. Where that would leave something that is no address, the rewriting ends.
     */
    public EmailAddress withoutPercent(EmailAddress recipient) {
        EmailAddress meant = recipient;
        while (percentHack.contains(meant.domain().key())) {
            String local = meant.local().text();
            int percent = local.lastIndexOf('%');
            Optional<Domain> domain = percent < 0 ? Optional.empty() : parseDomain(local.substring(percent + 1));
            if (domain.isEmpty()) {
                return meant;
            }
            meant = new EmailAddress(new LocalPart(local.substring(0, percent)), domain.get());
        }
        return meant;
    }

    /** @return the address as its sender wrote it, for a bounce: the prefix of its virtual domain cut off, though not that
     *     of a single {@code user@domain} (qmail-send: stripvdomprepend) */
    public String withoutPrefix(EmailAddress rewritten) {
        String text = rewritten.text();
        return virtualDomains
                .find(rewritten.domain())
                .or(() -> virtualDomains.exactly(""))
                .filter(prefix -> !prefix.isEmpty() && text.startsWith(prefix + "-"))
                .map(prefix -> text.substring(prefix.length() + 1))
                .orElse(text);
    }

    private Optional<String> domainPrefix(EmailAddress address) {
        return virtualDomains.exactly(address.text()).or(() -> virtualDomains.find(address.domain()));
    }

    private static Optional<Domain> parseDomain(String text) {
        try {
            return text.indexOf('@') < 0
                    ? Optional.of(EmailAddress.require("x@" + text).domain())
                    : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    private static Set<String> keys(Collection<String> domains) {
        return domains.stream().map(DomainName::keyOf).collect(Collectors.toUnmodifiableSet());
    }
}
