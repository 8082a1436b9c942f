package org.pabal.it;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deployment settings of {@code mvn -Prun}: what was given as {@code -Dpabal.…} wins, then the environment, then the
 * default. Settings of the environment that need no default here reach the server by inheritance.
 */
record RunSettings(Map<String, String> given, UnaryOperator<String> environment) {
    private static final String PREFIX = "pabal.";

    /** Maven passes settings nobody gave as empty properties. Secrets come another way: properties show in {@code ps}. */
    static RunSettings of(Map<String, String> properties, Map<String, String> environment) {
        Map<String, String> given = properties.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(PREFIX) && !entry.getKey().startsWith("pabal.run."))
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new RunSettings(given, name -> environment.getOrDefault(name, ""));
    }

    /** @param domains where the server's domain is or will be */
    ServerSettings server(Path domains) throws ServerTrouble {
        Ports ports = Ports.of(
                port("pabal.smtp.port", 2525),
                port("pabal.submission.port", 2587),
                port("pabal.submissions.port", 2465),
                port("pabal.http.port", 8080));
        Map<String, String> properties = new LinkedHashMap<>(given);
        properties.put("pabal.home", home().toString());
        properties.put("pabal.first-start", value("pabal.first-start", "newcomer"));
        return new ServerSettings(domains, ports, value("pabal.bind", "0.0.0.0"), properties, secrets(), List.of());
    }

    private Path home() {
        return Path.of(value("pabal.home", "pabal-home")).toAbsolutePath().normalize();
    }

    /** Maven hands over as {@code GIVEN_PABAL_…} what must not be a system property. */
    private Map<String, String> secrets() {
        return Stream.of("PABAL_DB_PASSWORD", "PABAL_ADMIN_PASSWORD")
                .filter(name -> !environment.apply("GIVEN_" + name).isBlank())
                .collect(Collectors.toMap(name -> name, name -> environment.apply("GIVEN_" + name)));
    }

    private String value(String key, String otherwise) {
        return Stream.of(given.getOrDefault(key, ""), environment.apply(variable(key)), otherwise)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow();
    }

    private int port(String key, int otherwise) throws ServerTrouble {
        String text = value(key, Integer.toString(otherwise));
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new ServerTrouble(
                key + " is '" + text + "', but must be a number from 1 to 65535; the default is " + otherwise + ".");
    }

    /** MicroProfile Config's name of the environment variable. */
    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
