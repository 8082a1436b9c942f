package org.pabal.web.trace;

import jakarta.ws.rs.QueryParam;
import java.net.InetAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pabal.core.access.Networks;
import org.pabal.core.trace.TraceFilter;
import org.pabal.web.parameter.AddressParameter;
import org.pabal.web.problem.Problem;

/** Which sessions to watch. What is wrong in it ends in 400 with a sentence that names the parameter. */
// no @Parameter here: the server's OpenAPI reader fails on one outside of a resource class (NullPointerException,
// 6.2025.9)
public class TraceParameters {
    /** {@code 192.0.2.1 2001:db8::/32}, with blanks or commas between */
    @QueryParam("address")
    @Nullable
    String address;

    /** {@code user@domain}, {@code @domain}, or {@code <>} for bounces */
    @QueryParam("sender")
    @Nullable
    String sender;

    /** {@code user@domain} or {@code @domain} */
    @QueryParam("recipient")
    @Nullable
    String recipient;

    TraceFilter filter() {
        return new TraceFilter(
                clients(), AddressParameter.read("sender", sender), AddressParameter.read("recipient", recipient));
    }

    private Predicate<InetAddress> clients() {
        if (address == null) {
            return client -> true;
        }
        try {
            return Networks.require(address)::contain;
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The parameter 'address' lists IP addresses and networks: " + e.getMessage() + ".")
                    .exception();
        }
    }
}
