package org.pabal.connector.outbound;

import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.NameServers;
import org.pabal.core.routing.Resolver;

/**
 * The DNS, as an administered object: its properties, and the cache of the resource adapter it belongs to. Properties are
 * text; a bad one is refused with a sentence.
 */
@AdministeredObject(adminObjectInterfaces = Resolver.class)
public class DnsResolver implements Resolver, ResourceAdapterAssociation {
    @ConfigProperty(
            description = "Name servers, as 192.0.2.53 or 192.0.2.53:5353 or [2001:db8::53]:53, with commas or spaces"
                    + " between; empty: those of /etc/resolv.conf")
    private String servers = "";

    @ConfigProperty(description = "Seconds within which a question is answered or given up", defaultValue = "15")
    private String answerSeconds =
            Long.toString(DnsSettings.DEFAULT.answerWithin().toSeconds());

    @ConfigProperty(description = "Names kept in the cache at most", defaultValue = "50000")
    private String cacheEntries = Integer.toString(DnsSettings.DEFAULT.cacheEntries());

    @ConfigProperty(
            description = "Seconds for which a question without an answer is not put again; 0: put it every time",
            defaultValue = "0")
    private String troubleSeconds =
            Long.toString(DnsSettings.DEFAULT.troubleKept().toSeconds());

    private @Nullable ResourceAdapter resourceAdapter;
    private volatile @Nullable Resolver resolver;

    @Override
    public Answer<MailExchanger> mx(DomainName domain) {
        return shared().mx(domain);
    }

    @Override
    public Answer<InetAddress> addresses(DomainName host) {
        return shared().addresses(host);
    }

    @Override
    public Answer<InetAddress> a(DomainName name) {
        return shared().a(name);
    }

    @Override
    public Answer<String> txt(DomainName name) {
        return shared().txt(name);
    }

    @Override
    public Answer<String> ptr(DomainName reversed) {
        return shared().ptr(reversed);
    }

    private Resolver shared() {
        Resolver shared = resolver;
        if (shared == null) {
            shared = SharedParts.of(resourceAdapter).resolver(settings());
            resolver = shared;
        }
        return shared;
    }

    private DnsSettings settings() {
        return new DnsSettings(
                NameServers.require(servers).addresses(),
                Duration.ofSeconds(Integer.parseInt(answerSeconds)),
                Integer.parseInt(cacheEntries),
                Duration.ofSeconds(Integer.parseInt(troubleSeconds)));
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) {
        this.resourceAdapter = resourceAdapter;
    }

    public String getServers() {
        return servers;
    }

    /** @throws IllegalArgumentException if a server is not an address with or without a port */
    public void setServers(String servers) {
        NameServers.require(servers);
        this.servers = servers;
    }

    public String getAnswerSeconds() {
        return answerSeconds;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 60 */
    public void setAnswerSeconds(String answerSeconds) {
        this.answerSeconds = NumberText.require("answerSeconds", answerSeconds, 1, 60);
    }

    public String getCacheEntries() {
        return cacheEntries;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 10000000 */
    public void setCacheEntries(String cacheEntries) {
        this.cacheEntries = NumberText.require("cacheEntries", cacheEntries, 1, 10_000_000);
    }

    public String getTroubleSeconds() {
        return troubleSeconds;
    }

    /** @throws IllegalArgumentException unless it is a number from 0 to 300 */
    public void setTroubleSeconds(String troubleSeconds) {
        this.troubleSeconds =
                NumberText.require("troubleSeconds", troubleSeconds, 0, (int) DnsSettings.MAX_TROUBLE_KEPT.toSeconds());
    }
}
