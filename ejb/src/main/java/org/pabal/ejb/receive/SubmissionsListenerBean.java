package org.pabal.ejb.receive;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.ejb.control.AccessRuleSet;

/** Mail from this host's own users by TLS from the first octet on (RFC 8314 §3.3), on {@code pabal.submissions.port}. */
@MessageDriven(
        messageListenerInterface = SmtpEndpoint.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "listener", propertyValue = "submissions"),
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
                    propertyValue = "${MPCONFIG=pabal.submissions.port:" + ListenerPorts.SUBMISSIONS + "}"),
            @ActivationConfigProperty(propertyName = "tls", propertyValue = "implicit"),
            @ActivationConfigProperty(
                    propertyName = "tlsCertificate",
                    propertyValue = "${MPCONFIG=pabal.tls.certificate:}"),
            @ActivationConfigProperty(propertyName = "tlsKey", propertyValue = "${MPCONFIG=pabal.tls.key:}"),
            @ActivationConfigProperty(propertyName = "home", propertyValue = "${MPCONFIG=pabal.home:/var/lib/pabal}")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class SubmissionsListenerBean extends MailEndpoint {
    @Override
    AccessRuleSet ruleSet() {
        return AccessRuleSet.SUBMISSION;
    }

    @Override
    boolean submission() {
        return true;
    }
}
