package org.pabal.ejb.deliver;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.pabal.ejb.queue.Deliverer;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.Feedback;

/** The attempts of both channels. An enterprise bean for the same reason as {@link RemoteDeliveries}. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AllDeliveries implements Deliverer {
    @Inject
    LocalDeliveries local;

    @Inject
    RemoteDeliveries remote;

    @Override
    public Feedback attempt(DueGroup group) {
        return switch (group.channel()) {
            case LOCAL -> local.attempt(group);
            case REMOTE -> remote.attempt(group);
        };
    }
}
