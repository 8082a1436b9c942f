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

/** A local delivery slot: woken by a bell, it works until nothing is due. */
@JMSDestinationDefinition(
        name = DeliveryBell.LOCAL,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "pabalLocal")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = DeliveryBell.LOCAL),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "64")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class LocalDeliveryBean implements MessageListener {
    @Inject
    Dispatcher dispatcher;

    @Inject
    LocalDeliveries deliveries;

    @Override
    public void onMessage(Message message) {
        Bells.number(message)
                .ifPresent(number -> dispatcher
                        .begin(Channel.LOCAL, number)
                        .ifPresent(group -> dispatcher.work(group, deliveries::attempt)));
    }
}
