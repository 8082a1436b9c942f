package org.pabal.core.routing;

import org.pabal.core.smtp.client.NextHops;

/** Where a route leads just now. The texts are qmail-remote's reports without their letter, ending in LF. */
public sealed interface NextHopsResult {
    record Hops(NextHops hops) implements NextHopsResult {}

    /** Worth asking again later. */
    record Deferred(String text) implements NextHopsResult {}

    /** There is nowhere to go, and asking again will not help. */
    record Failed(String text) implements NextHopsResult {}
}
