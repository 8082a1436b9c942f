package org.pabal.core.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The control setting {@code relaypasswords}: {@code relay:user:password}, the relay as it stands in smtproutes. Never shown. */
public final class RelayPasswords {
    public static final RelayPasswords NONE = new RelayPasswords(Map.of());

    private static final String MASK = "*";

    private final Map<Key, String> passwords;

    private record Key(String host, String user) {}

    private RelayPasswords(Map<Key, String> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    /** Of several lines for the same relay and user the last counts.
     *
     * @throws IllegalArgumentException with a clause that quotes nothing of the line */
    public static RelayPasswords require(List<String> lines) {
        Map<Key, String> passwords = new HashMap<>();
        for (String line : lines) {
            int afterHost = line.indexOf(':', line.startsWith("[") ? Math.max(0, line.indexOf(']')) : 0);
            int afterUser = afterHost < 1 ? -1 : line.indexOf(':', afterHost + 1);
            if (afterUser < afterHost + 2 || afterUser + 1 == line.length()) {
                throw new IllegalArgumentException("it is not relay:user:password");
            }
            if (line.substring(afterUser + 1).equals(MASK)) {
                throw new IllegalArgumentException(
                        "it has * in place of the password, as it is shown; write the password");
            }
            String user = line.substring(afterHost + 1, afterUser);
            passwords.put(keyOf(line.substring(0, afterHost), user), line.substring(afterUser + 1));
        }
        return new RelayPasswords(passwords);
    }

    /** @return the line with a {@code *} in place of its password, and of anything that might be one */
    public static String masked(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return line.isEmpty() ? "" : "#";
        }
        int afterHost = line.indexOf(':', line.startsWith("[") ? Math.max(0, line.indexOf(']')) : 0);
        int afterUser = line.indexOf(':', afterHost + 1);
        return afterHost < 0 || afterUser < 0 ? MASK : line.substring(0, afterUser + 1) + MASK;
    }

    /** @return empty if there is none */
    String of(String host, String user) {
        return passwords.getOrDefault(keyOf(host, user), "");
    }

    private static Key keyOf(String host, String user) {
        return new Key(RouteKeys.keyOf(host), user);
    }

    /** Never with the passwords. */
    @Override
    public String toString() {
        return "RelayPasswords[" + passwords.size() + "]";
    }
}
