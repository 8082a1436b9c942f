package org.pabal.ejb.deliver;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Relay;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.Route;
import org.pabal.ejb.deliver.Explanation.Source;
import org.pabal.ejb.deliver.Explanation.Way;

/** Which way a recipient goes, and who says so. */
final class Ways {
    private Ways() {}

    /**
     * @param relay what an operator said of this recipient
     * @param directive what stands for it
     */
    static Way of(
            Channel channel,
            EmailAddress address,
            Optional<Relay> relay,
            Optional<Directive> directive,
            ControlSettings settings) {
        if (channel == Channel.LOCAL) {
            return new Way(Source.LOCAL, Optional.empty(), Optional.empty());
        }
        Route usual = settings.smtpRoutes().routeFor(address.domain());
        if (directive.isPresent() && directive.get().order().verb() instanceof Verb.Reroute reroute) {
            Route route = reroute.relay().map(Relay::route).orElse(usual);
            return new Way(Source.DIRECTIVE, Optional.of(route), directive.map(Directive::id));
        }
        if (relay.isPresent()) {
            return new Way(Source.OPERATOR, relay.map(Relay::route), Optional.empty());
        }
        Source source = usual instanceof Route.MailExchangers ? Source.DNS : Source.SMTPROUTES;
        return new Way(source, Optional.of(usual), Optional.empty());
    }
}
