package org.pabal.ejb.queue;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.operations.MailFacts;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.routing.Route;
import org.pabal.core.routing.SmtpRoutes;

/**
 * One recipient that this node owns and will try.
 *
 * @param position its place in the message's recipients, which names its row
 * @param address rewritten
 * @param share what it counts as while it waits
 * @param relay where an operator sends it
 */
public record DueRecipient(
        DueMail mail,
        int position,
        Channel channel,
        EmailAddress address,
        RecipientOptions options,
        Share share,
        Optional<Relay> relay) {
    /** One that goes the usual way. */
    public DueRecipient(
            DueMail mail, int position, Channel channel, EmailAddress address, RecipientOptions options, Share share) {
        this(mail, position, channel, address, options, share, Optional.empty());
    }

    /** @param byDirective empty for the usual way
     * @return the same on another route
     */
    DueRecipient routed(Optional<Relay> byDirective) {
        return new DueRecipient(mail, position, channel, address, options, share, byDirective);
    }

    /** @return what selectors look at */
    MailFacts facts() {
        return new MailFacts(mail.sender(), address, channel, mail.birth(), mail.octets());
    }

    /** @param usual the routes of the settings
     * @return which way it goes, if it is remote
     */
    public Route route(SmtpRoutes usual) {
        return relay.map(Relay::route).orElseGet(() -> usual.routeFor(address.domain()));
    }
}
