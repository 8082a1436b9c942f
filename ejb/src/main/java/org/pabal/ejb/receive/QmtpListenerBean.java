package org.pabal.ejb.receive;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import org.pabal.core.message.ReceivedField.Via;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.ejb.control.AccessRuleSet;

/** Mail by QMTP (https://cr.yp.to/proto/qmtp.txt), on {@code pabal.qmtp.port}. */
@MessageDriven(
        messageListenerInterface = SmtpEndpoint.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "listener", propertyValue = "qmtp"),
            @ActivationConfigProperty(propertyName = "protocol", propertyValue = "qmtp"),
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
                    propertyValue = "${MPCONFIG=pabal.qmtp.port:" + ListenerPorts.OFF + "}")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class QmtpListenerBean extends MailEndpoint {
    @Override
    AccessRuleSet ruleSet() {
        return AccessRuleSet.QMTP;
    }

    @Override
    boolean submission() {
        return false;
    }

    @Override
    Via via() {
        return Via.QMTP;
    }
}
