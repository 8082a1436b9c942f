package org.pabal.web.parameter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.AddressPattern;
import org.pabal.web.problem.Problem;

/** {@code user@domain}, {@code @domain}, or {@code <>} for bounces. */
public final class AddressParameter {
    private AddressParameter() {}

    /**
     * @param text null if it was not given
     * @throws org.pabal.web.problem.ProblemException 400, if it is no pattern
     */
    public static Optional<AddressPattern> read(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AddressPattern.require(text));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The parameter '" + name + "' is an address or @domain: " + e.getMessage() + ".")
                    .exception();
        }
    }
}
