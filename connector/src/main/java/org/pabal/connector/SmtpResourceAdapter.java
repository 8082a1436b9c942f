package org.pabal.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.pabal.connector.outbound.Outbound;
import org.pabal.connector.outbound.OutboundProvider;
import org.pabal.connector.tls.ServerTls;
import org.pabal.connector.tls.TlsFiles;
import org.pabal.core.loading.EarlyLoading;
import org.xbill.DNS.Name;

/** Opens one listener for each activated {@link org.pabal.core.smtp.SmtpEndpoint} bean, and closes it with the bean. */
@Connector(
        displayName = "Pabal SMTP",
        description = "SMTP sockets in and out",
        vendorName = "Pabal",
        eisType = "SMTP",
        version = "1.0",
        reauthenticationSupport = false,
        transactionSupport = TransactionSupportLevel.NoTransaction)
public class SmtpResourceAdapter implements ResourceAdapter, OutboundProvider {
    private static final Logger LOG = System.getLogger(SmtpResourceAdapter.class.getName());
    private static final AtomicBoolean LOADED = new AtomicBoolean();
    private static final long SWEEP_MILLIS = 1000;

    private final Map<Activation, Listener> listeners = new ConcurrentHashMap<>();
    /** One for all listeners, which are set to the same files. */
    private final Map<TlsFiles, ServerTls> certificates = new ConcurrentHashMap<>();

    private final AtomicLong sessionNumbers = new AtomicLong();
    private final Outbound outbound = new Outbound();
    private @Nullable WorkManager work;
    private @Nullable Timer timer;

    /** Both have the identity of their objects: the container deactivates with what it activated. */
    private record Activation(MessageEndpointFactory factory, ActivationSpec spec) {}

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        loadAhead();
        work = context.getWorkManager();
        try {
            timer = context.createTimer();
        } catch (UnavailableException e) {
            throw new ResourceAdapterInternalException("no timer for the deadlines of sessions", e);
        }
        timer.schedule(new Watchdog(listeners.values()), SWEEP_MILLIS, SWEEP_MILLIS);
    }

    /** Sessions, in and out, run on virtual threads, which must not be made to wait for a class loader. */
    private static void loadAhead() {
        if (!LOADED.compareAndSet(false, true)) {
            return;
        }
        try {
            // the core's own loader, ours, and that of the DNS library
            for (Class<?> member : List.of(EarlyLoading.class, SmtpResourceAdapter.class, Name.class)) {
                EarlyLoading.load(member);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "classes of the connector are loaded only when they are used", e);
        }
    }

    @Override
    public void stop() {
        listeners.values().forEach(Listener::stop);
        listeners.clear();
        outbound.close();
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    /** Binds at once, so that a port that cannot be had fails the activation with a sentence that says so. */
    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (work == null) {
            throw new ResourceAdapterInternalException("the resource adapter has not been started");
        }
        if (!(spec instanceof SmtpActivationSpec settings)) {
            throw new NotSupportedException("an SmtpActivationSpec is needed, not " + spec);
        }
        settings.validate();
        if (settings.isOff()) {
            return;
        }
        ListenerSettings wanted = settings.settings();
        Listener listener = Listener.bind(
                wanted,
                new Application(factory),
                certificates.computeIfAbsent(wanted.security().files(), ServerTls::new),
                sessionNumbers);
        listeners.put(new Activation(factory, spec), listener);
        work.scheduleWork(listener);
    }

    /** Returns when all sessions of the listener have ended. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        Listener listener = listeners.get(new Activation(factory, spec));
        if (listener != null) {
            listener.stop();
            listeners.remove(new Activation(factory, spec));
        }
    }

    /** @return the listener of an activation, as long as it is open */
    Optional<Listener> listener(MessageEndpointFactory factory, ActivationSpec spec) {
        return Optional.ofNullable(listeners.get(new Activation(factory, spec)));
    }

    /** Nothing here takes part in a transaction, so there is nothing to recover. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }
}
