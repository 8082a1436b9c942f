package org.pabal.connector;

import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.SmtpEndpoint;

/** One listener as a bean's activation configuration describes it: texts in, {@link ListenerSettings} out. */
@Activation(messageListeners = SmtpEndpoint.class)
public class SmtpActivationSpec implements ActivationSpec {
    @ConfigProperty(description = "name of the service, as peers and logs see it: smtp, submission")
    private String listener = "smtp";

    @ConfigProperty(description = "smtp, lmtp, qmtp or qmqp")
    private String protocol = "smtp";

    @ConfigProperty(description = "address to listen at; 0.0.0.0 means all, IPv6 included")
    private String bindAddress = "0.0.0.0";

    @ConfigProperty(description = "TCP port, 0 to let the system choose, or off for no listener")
    private String port = "2525";

    @ConfigProperty(description = "connections that wait for being accepted")
    private String backlog = "1024";

    @ConfigProperty(description = "seconds for one command, from the reply before it to its last octet")
    private String requestSeconds = "300";

    @ConfigProperty(description = "octets a second of content a peer must reach once requestSeconds have passed")
    private String minimumDataRate = "500";

    @ConfigProperty(description = "open sessions of this listener")
    private String maxSessions = "20000";

    @ConfigProperty(description = "open sessions of one IPv4 address or one IPv6 network of 64 bits")
    private String maxSessionsPerAddress = "50";

    @ConfigProperty(description = "open sessions of one loopback address")
    private String maxSessionsPerLoopbackAddress = "20000";

    @ConfigProperty(description = "seconds a content in transfer may still take when the listener stops")
    private String stopSeconds = "20";

    @ConfigProperty(description = "off, starttls, or implicit for TLS from the first octet on")
    private String tls = "off";

    @ConfigProperty(
            description = "PEM file with the certificate and those of its issuers; empty for one of our own making")
    private String tlsCertificate = "";

    @ConfigProperty(description = "PEM file with the certificate's key, without a passphrase")
    private String tlsKey = "";

    @ConfigProperty(description = "directory below which a certificate of our own making is kept, in tls/")
    private String home = "/var/lib/pabal";

    @ConfigProperty(description = "addresses and networks of proxies that begin with a header of the PROXY protocol")
    private String proxyFrom = "";

    @ConfigProperty(description = "addresses and networks of proxies that may say XCLIENT")
    private String xclientFrom = "";

    private @Nullable ResourceAdapter resourceAdapter;

    /** @throws InvalidPropertyException with a sentence that names the property, its default and its range */
    @Override
    public void validate() throws InvalidPropertyException {
        try {
            settings();
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(e.getMessage(), e);
        }
    }

    boolean isOff() {
        return port.strip().equalsIgnoreCase("off");
    }

    /** @throws IllegalArgumentException with a sentence */
    ListenerSettings settings() {
        return ListenerSettings.require(this);
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.resourceAdapter = adapter;
    }

    public String getListener() {
        return listener;
    }

    public void setListener(String listener) {
        this.listener = listener;
    }

    public String getProtocol() {
        return protocol;
    }

    public void setProtocol(String protocol) {
        this.protocol = protocol;
    }

    public String getProxyFrom() {
        return proxyFrom;
    }

    public void setProxyFrom(String proxyFrom) {
        this.proxyFrom = proxyFrom;
    }

    public String getXclientFrom() {
        return xclientFrom;
    }

    public void setXclientFrom(String xclientFrom) {
        this.xclientFrom = xclientFrom;
    }

    public String getBindAddress() {
        return bindAddress;
    }

    public void setBindAddress(String bindAddress) {
        this.bindAddress = bindAddress;
    }

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port;
    }

    public String getBacklog() {
        return backlog;
    }

    public void setBacklog(String backlog) {
        this.backlog = backlog;
    }

    public String getRequestSeconds() {
        return requestSeconds;
    }

    public void setRequestSeconds(String requestSeconds) {
        this.requestSeconds = requestSeconds;
    }

    public String getMinimumDataRate() {
        return minimumDataRate;
    }

    public void setMinimumDataRate(String minimumDataRate) {
        this.minimumDataRate = minimumDataRate;
    }

    public String getMaxSessions() {
        return maxSessions;
    }

    public void setMaxSessions(String maxSessions) {
        this.maxSessions = maxSessions;
    }

    public String getMaxSessionsPerAddress() {
        return maxSessionsPerAddress;
    }

    public void setMaxSessionsPerAddress(String maxSessionsPerAddress) {
        this.maxSessionsPerAddress = maxSessionsPerAddress;
    }

    public String getMaxSessionsPerLoopbackAddress() {
        return maxSessionsPerLoopbackAddress;
    }

    public void setMaxSessionsPerLoopbackAddress(String maxSessionsPerLoopbackAddress) {
        this.maxSessionsPerLoopbackAddress = maxSessionsPerLoopbackAddress;
    }

    public String getStopSeconds() {
        return stopSeconds;
    }

    public void setStopSeconds(String stopSeconds) {
        this.stopSeconds = stopSeconds;
    }

    public String getTls() {
        return tls;
    }

    public void setTls(String tls) {
        this.tls = tls;
    }

    public String getTlsCertificate() {
        return tlsCertificate;
    }

    public void setTlsCertificate(String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public String getTlsKey() {
        return tlsKey;
    }

    public void setTlsKey(String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public String getHome() {
        return home;
    }

    public void setHome(String home) {
        this.home = home;
    }
}
