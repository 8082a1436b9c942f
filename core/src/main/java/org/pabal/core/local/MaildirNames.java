package org.pabal.core.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Names for files in Maildirs, never the same twice (maildir.5, and what Dovecot reads from a name):
 * {@code <sec>.M<usec>P<pid>Q<n>_<random>.<host>,S=<octets>}. Can be used by several threads if the generator can.
 */
public final class MaildirNames {
    private static final int MAX_HOST_LENGTH = 64;

    private final String process;
    private final String host;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param host this host's name; what file names or Maildir's syntax cannot have is written in octal, {@code \057}
     * @param pid this process
     */
    public MaildirNames(String host, long pid, InstantSource clock, RandomGenerator random) {
        this.host = escaped(host.substring(0, Math.min(host.length(), MAX_HOST_LENGTH)));
        this.process = "P" + pid + "Q";
        this.clock = clock;
        this.random = random;
    }

    /** @param octets the size of the file the name is for */
    String next(long octets) {
        Instant now = clock.instant();
        return now.getEpochSecond() + ".M" + now.getNano() / 1000 + process + used.incrementAndGet() + "_"
                + HexFormat.of().toHexDigits(random.nextLong()) + "." + host + ",S=" + octets;
    }

    /** @return for the file that becomes a {@code maildirsize} */
    public String nextSizeFile() {
        return clock.instant().getEpochSecond() + "." + process + used.incrementAndGet() + "_NeWmAiLdIrSiZe." + host;
    }

    private static String escaped(String host) {
        StringBuilder out = new StringBuilder(host.length());
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\%03o", (int) c));
        }
        return out.toString();
    }
}
