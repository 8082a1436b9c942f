package org.pabal.ejb.receive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Which listeners of this node are switched on, as {@code pabal.NAME.port} says and the listeners' beans read it. */
public final class ListenerPorts {
    static final String SMTP = "2525";
    static final String SUBMISSION = "2587";
    static final String SUBMISSIONS = "2465";
    static final String OFF = "off";

    private static final List<Default> DEFAULTS = List.of(
            new Default("smtp", SMTP),
            new Default("submission", SUBMISSION),
            new Default("submissions", SUBMISSIONS),
            new Default("lmtp", OFF),
            new Default("qmtp", OFF),
            new Default("qmqp", OFF));

    private record Default(String listener, String port) {}

    private ListenerPorts() {}

    /**
     * @return the port of each listener that is on, by its name: {@code smtp}, {@code submission}, …
     * @throws NumberFormatException if a port is neither a number nor {@code off}; no listener starts with such a one
     */
    public static Map<String, Integer> of(Config config) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Default each : DEFAULTS) {
            String port = config.getOptionalValue("pabal." + each.listener() + ".port", String.class)
                    .orElse(each.port())
                    .strip();
            if (!port.equalsIgnoreCase(OFF)) {
                ports.put(each.listener(), Integer.parseInt(port));
            }
        }
        return ports;
    }
}
