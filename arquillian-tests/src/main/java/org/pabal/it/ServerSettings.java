package org.pabal.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one server is made from.
 *
 * @param domains directory in which its domain, called {@code pabal}, is or will be
 * @param bind address of the listeners, as {@code pabal.bind}
 * @param properties further {@code pabal.*} settings, given to the server as system properties
 * @param environment variables added to the server's environment: the place for secrets
 * @param jvmOptions beside those that every server has
 */
public record ServerSettings(
        Path domains,
        Ports ports,
        String bind,
        Map<String, String> properties,
        Map<String, String> environment,
        List<String> jvmOptions) {
    static final String DOMAIN = "pabal";

    public ServerSettings {
        domains = domains.toAbsolutePath().normalize();
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Where no name server is: no test asks the DNS of the outer world. */
    private static final String NO_DNS = "127.0.0.1:1";

    /**
     * @return for tests: the loopback address, free ports, {@code pabal.home} beside the domain, no DNS, a JVM that starts
     *     soon
     */
    public static ServerSettings inDirectory(Path directory) {
        Path home = directory.toAbsolutePath().resolve("pabal-home");
        return new ServerSettings(
                directory,
                Ports.free(),
                "127.0.0.1",
                Map.of("pabal.home", home.toString(), "pabal.dns.servers", NO_DNS),
                Map.of(),
                JvmOptions.SHORT_LIVED);
    }

    /** @return the same with one more {@code pabal.*} setting */
    public ServerSettings with(String property, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(property, value);
        return new ServerSettings(domains, ports, bind, more, environment, jvmOptions);
    }

    /** @return the same with these variables in the server's environment */
    public ServerSettings withEnvironment(Map<String, String> variables) {
        return new ServerSettings(domains, ports, bind, properties, variables, jvmOptions);
    }

    /** @return the same with the JVM that operators have */
    public ServerSettings forOperators() {
        return new ServerSettings(domains, ports, bind, properties, environment, List.of());
    }

    Path domain() {
        return domains.resolve(DOMAIN);
    }

    /** @return {@code pabal.home} */
    public Path home() {
        String home = properties.get("pabal.home");
        if (home == null) {
            throw new IllegalStateException("no pabal.home among the settings of " + domain());
        }
        return Path.of(home);
    }

    /** @return all settings of the application by key, sorted */
    Map<String, String> systemProperties() {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("pabal.bind", bind);
        all.put("pabal.smtp.port", Integer.toString(ports.smtp()));
        all.put("pabal.submission.port", Integer.toString(ports.submission()));
        all.put("pabal.submissions.port", Integer.toString(ports.submissions()));
        return all;
    }
}
