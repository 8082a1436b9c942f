package org.pabal.connector.outbound;

import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.smtp.client.DialogueListener;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.Transport;

/**
 * The way out over SMTP, as an administered object: its properties, and the sessions of the resource adapter it belongs to.
 * Properties are text; a bad one is refused with a sentence.
 */
@AdministeredObject(adminObjectInterfaces = Transport.class)
public class SmtpTransport implements Transport, ResourceAdapterAssociation {
    @ConfigProperty(
            description = "Seconds a session waits for the next message to the same address",
            defaultValue = "5")
    private String idleSeconds = Long.toString(ReuseLimits.DEFAULT.idle().toSeconds());

    @ConfigProperty(description = "Seconds after which a session is not used again", defaultValue = "300")
    private String ageSeconds = Long.toString(ReuseLimits.DEFAULT.age().toSeconds());

    @ConfigProperty(description = "Messages sent over one session at most", defaultValue = "100")
    private String transactions = Integer.toString(ReuseLimits.DEFAULT.transactions());

    @ConfigProperty(
            description = "Sessions waiting for the same address at most; 0: every message has its own session",
            defaultValue = "20")
    private String idleSessions = Integer.toString(ReuseLimits.DEFAULT.idleSessions());

    @ConfigProperty(
            description = "PEM file of authorities whose certificates are believed; empty: the JDK's",
            defaultValue = "")
    private String authorities = "";

    private @Nullable ResourceAdapter resourceAdapter;
    private volatile @Nullable Transport transport;

    @Override
    public List<DeliveryOutcome> deliver(OutboundMessage message, NextHops hops, OutboundTerms terms) {
        return shared().deliver(message, hops, terms);
    }

    @Override
    public TimeoutTable timeouts() {
        return shared().timeouts();
    }

    private Transport shared() {
        Transport shared = transport;
        if (shared == null) {
            shared = SharedParts.of(resourceAdapter).transport(limits(), authorities);
            transport = shared;
        }
        return shared;
    }

    @Override
    public List<DeliveryOutcome> deliver(
            OutboundMessage message, NextHops hops, OutboundTerms terms, DialogueListener listener) {
        return Listening.with(listener, () -> deliver(message, hops, terms));
    }

    private ReuseLimits limits() {
        return new ReuseLimits(
                Duration.ofSeconds(Integer.parseInt(idleSeconds)),
                Duration.ofSeconds(Integer.parseInt(ageSeconds)),
                Integer.parseInt(transactions),
                Integer.parseInt(idleSessions));
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) {
        this.resourceAdapter = resourceAdapter;
    }

    public String getIdleSeconds() {
        return idleSeconds;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 3600 */
    public void setIdleSeconds(String idleSeconds) {
        this.idleSeconds = NumberText.require("idleSeconds", idleSeconds, 1, 3_600);
    }

    public String getAgeSeconds() {
        return ageSeconds;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 86400 */
    public void setAgeSeconds(String ageSeconds) {
        this.ageSeconds = NumberText.require("ageSeconds", ageSeconds, 1, 86_400);
    }

    public String getTransactions() {
        return transactions;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 100000 */
    public void setTransactions(String transactions) {
        this.transactions = NumberText.require("transactions", transactions, 1, 100_000);
    }

    public String getIdleSessions() {
        return idleSessions;
    }

    /** @throws IllegalArgumentException unless it is a number from 0 to 1000 */
    public void setIdleSessions(String idleSessions) {
        this.idleSessions = NumberText.require("idleSessions", idleSessions, 0, 1_000);
    }

    public String getAuthorities() {
        return authorities;
    }

    public void setAuthorities(String authorities) {
        this.authorities = authorities.strip();
    }
}
