package org.pabal.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. */
public final class Query {
    private final List<String> parameters = new ArrayList<>();

    /** @param value null when it was not given: then nothing is added
     * @return this
     */
    public Query with(String name, @Nullable String value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** @return the path with the parameters behind it */
    public String after(String path) {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
