package org.pabal.ejb.receive;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import org.pabal.core.message.ReceivedField.Via;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.ejb.control.AccessRuleSet;

/** Mail by LMTP (RFC 2033), on {@code pabal.lmtp.port}: queued durably as all mail is, not delivered at once. */
@MessageDriven(
        messageListenerInterface = SmtpEndpoint.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "listener", propertyValue = "lmtp"),
            @ActivationConfigProperty(propertyName = "protocol", propertyValue = "lmtp"),
            @ActivationConfigProperty(propertyName = "proxyFrom", propertyValue = "${MPCONFIG=pabal.proxy.from:}"),
            @ActivationConfigProperty(propertyName = "xclientFrom", propertyValue = "${MPCONFIG=pabal.xclient.from:}"),
            @ActivationConfigProperty(
                    propertyName = "maxSessions",
                    propertyValue = "${MPCONFIG=pabal.sessions.max:20000}"),
            @ActivationConfigProperty(
                    propertyName = "maxSessionsPerAddress",
                    propertyValue = "${MPCONFIG=pabal.sessions.per-address:50}"),
            @ActivationConfigProperty(propertyName = "bindAddress", propertyValue = "${MPCONFIG=pabal.bind:0.0.0.0}"),
            @ActivationConfigProperty(
                    propertyName = "port",
                    propertyValue = "${MPCONFIG=pabal.lmtp.port:" + ListenerPorts.OFF + "}"),
            @ActivationConfigProperty(propertyName = "tls", propertyValue = "starttls"),
            @ActivationConfigProperty(
                    propertyName = "tlsCertificate",
                    propertyValue = "${MPCONFIG=pabal.tls.certificate:}"),
            @ActivationConfigProperty(propertyName = "tlsKey", propertyValue = "${MPCONFIG=pabal.tls.key:}"),
            @ActivationConfigProperty(propertyName = "home", propertyValue = "${MPCONFIG=pabal.home:/var/lib/pabal}")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class LmtpListenerBean extends MailEndpoint {
    @Override
    AccessRuleSet ruleSet() {
        return AccessRuleSet.LMTP;
    }

    @Override
    boolean submission() {
        return false;
    }

    @Override
    Via via() {
        return Via.LMTP;
    }
}
