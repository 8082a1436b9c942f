package org.pabal.ejb.deliver;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.pabal.core.queue.Channel;
import org.pabal.ejb.queue.DeliveryBell;
import org.pabal.ejb.queue.Dispatcher;

/**
 * A remote delivery slot. A remote host may think for minutes, so each slot is a virtual thread: {@code concurrencyremote} may
 * be thousands, while the container's threads only pass the bells on.
 */
@JMSDestinationDefinition(
        name = DeliveryBell.REMOTE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "pabalRemote")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = DeliveryBell.REMOTE),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "4")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class RemoteDeliveryBean implements MessageListener {
    @Inject
    Dispatcher dispatcher;

    @Inject
    RemoteDeliveries deliveries;

    @Override
    public void onMessage(Message message) {
        Bells.number(message)
                .ifPresent(number -> dispatcher
                        .begin(Channel.REMOTE, number)
                        .ifPresent(group -> Thread.ofVirtual()
                                .name("pabal remote delivery " + number)
                                .start(() -> dispatcher.work(group, deliveries::attempt))));
    }
}
