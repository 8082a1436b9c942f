package org.pabal.ejb.deliver;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Optional;
import org.pabal.core.queue.Channel;
import org.pabal.ejb.queue.DeliveryBell;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.ejb.queue.DueGroup;

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
        Bells.number(message).ifPresent(number -> {
            Optional<DueGroup> group = dispatcher.begin(Channel.LOCAL, number);
            while (group.isPresent()) {
                deliveries.attempt(group.get());
                group = dispatcher.finished(group.get());
            }
        });
    }
}
