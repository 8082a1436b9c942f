package org.pabal.ejb.receive;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.message.ReceivedField.Via;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.ejb.control.AccessRuleSet;

/** Mail of hosts without a queue of their own (https://cr.yp.to/proto/qmqp.html), on {@code pabal.qmqp.port}. */
@MessageDriven(
        messageListenerInterface = SmtpEndpoint.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "listener", propertyValue = "qmqp"),
            @ActivationConfigProperty(propertyName = "protocol", propertyValue = "qmqp"),
            @ActivationConfigProperty(propertyName = "proxyFrom", propertyValue = "${MPCONFIG=pabal.proxy.from:}"),
            @ActivationConfigProperty(
                    propertyName = "maxSessions",
                    propertyValue = "${MPCONFIG=pabal.sessions.max:20000}"),
            @ActivationConfigProperty(
                    propertyName = "maxSessionsPerAddress",
                    propertyValue = "${MPCONFIG=pabal.sessions.per-address:50}"),
            @ActivationConfigProperty(propertyName = "bindAddress", propertyValue = "${MPCONFIG=pabal.bind:0.0.0.0}"),
            @ActivationConfigProperty(
                    propertyName = "port",
                    propertyValue = "${MPCONFIG=pabal.qmqp.port:" + ListenerPorts.OFF + "}")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class QmqpListenerBean extends MailEndpoint {
    @Override
    AccessRuleSet ruleSet() {
        return AccessRuleSet.QMQP;
    }

    @Override
    boolean submission() {
        return false;
    }

    @Override
    Via via() {
        return Via.QMQP;
    }

    /** Whoever is let in hands over whatever it has, as with qmail-qmqpd: the rules let nobody in unless they name him. */
    @Override
    Optional<String> relaySuffix(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault("RELAYCLIENT", ""));
    }
}
