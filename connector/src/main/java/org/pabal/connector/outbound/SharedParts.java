package org.pabal.connector.outbound;

import jakarta.resource.spi.ResourceAdapter;
import org.jspecify.annotations.Nullable;

/** Finds what the administered objects of one resource adapter share. */
final class SharedParts {
    private SharedParts() {}

    /** @throws IllegalStateException if the container has not associated the object with our adapter */
    static Outbound of(@Nullable ResourceAdapter adapter) {
        if (adapter instanceof OutboundProvider provider) {
            return provider.outbound();
        }
        throw new IllegalStateException("this administered object has no resource adapter of Pabal");
    }
}
