package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Route;

class DestinationsTest {
    private final Destinations destinations = new Destinations();

    private Destination of(int number) {
        return destinations.of(new Route.MailExchangers(new DomainName("d" + number + ".test")), Standing.NEW);
    }

    @Test
    void thoseThatNothingWaitsForAreForgottenInTheEnd() {
        Destination first = of(0);
        for (int i = 1; i <= 2 * Destinations.REMEMBERED; i++) {
            of(i);
        }

        assertThat(destinations.busiest(Integer.MAX_VALUE)).hasSize(Destinations.REMEMBERED);
        assertThat(of(0)).isNotSameAs(first);
    }

    @Test
    void whatIsOnItsWayIsNotForgottenAndKeepsNoOther() {
        Destination slow = of(0);
        slow.started();
        for (int i = 1; i <= 3 * Destinations.REMEMBERED; i++) {
            of(i);
        }

        assertThat(of(0)).isSameAs(slow);
        assertThat(destinations.busiest(Integer.MAX_VALUE)).hasSize(Destinations.REMEMBERED);
    }
}
