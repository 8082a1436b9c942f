package org.pabal.core.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;

/**
 * A measure, not a test: delivers 20,000 messages of 4 KiB in groups of 8 to one Maildir and prints the rate and the
 * CPU time of a message. Argument: a directory on the file system to measure; each run makes a fresh one in it and
 * leaves the files.
 */
public final class MaildirRate {
    private static final int GROUPS = 2500;
    private static final int GROUP = 8;
    private static final int OCTETS = 4096;

    private MaildirRate() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory(Path.of(args[0]), "maildir-rate");
        for (String part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(home.resolve("users/ada/Maildir").resolve(part));
        }
        UserAssignments assignments = UserAssignments.require("=ada:ada:0:0:users/ada:::\n.\n");
        LocalDelivery delivery = new LocalDelivery(
                new LocalUsers(home, assignments, SystemUsers.NONE),
                (sender, recipients, options, content) -> new ForwardResult.Refused("nothing is forwarded here"),
                new LocalTerms(
                        new DomainName("local.test"),
                        new MaildirNames("mx.local.test", 1, InstantSource.system(), new SplittableRandom()),
                        InstantSource.system(),
                        PabalHomeFixture.NO_PROGRAMS,
                        PabalHomeFixture.NO_PROGRAMS,
                        new PabalHomeFixture(home).quotas(),
                        new MboxWriter(),
                        (recipient, report, cause) -> {
                            throw new IllegalStateException(report, cause);
                        }));
        List<LocalMessage> group = Collections.nCopies(GROUP, message());
        deliver(delivery, group, GROUPS / 10);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long cpu = thread.getCurrentThreadCpuTime();
        long user = thread.getCurrentThreadUserTime();
        long start = System.nanoTime();
        deliver(delivery, group, GROUPS);
        long messages = (long) GROUPS * GROUP;
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%.0f messages a second; each %.0f µs, %.1f µs of CPU, %.1f µs of it outside the system%n",
                messages / seconds,
                seconds * 1e6 / messages,
                (thread.getCurrentThreadCpuTime() - cpu) / 1e3 / messages,
                (thread.getCurrentThreadUserTime() - user) / 1e3 / messages);
    }

    private static LocalMessage message() {
        byte[] octets = new byte[OCTETS];
        Arrays.fill(octets, (byte) 'x');
        for (int i = 77; i < OCTETS; i += 78) {
            octets[i] = '\n';
        }
        octets[900] = '\n';
        octets[901] = '\n';
        return new LocalMessage(
                ReversePath.of(EmailAddress.require("bob@remote.test")),
                EmailAddress.require("ada@local.test"),
                new Content.InMemory(octets));
    }

    private static void deliver(LocalDelivery delivery, List<LocalMessage> group, int times) {
        for (int i = 0; i < times; i++) {
            for (Optional<DeliveryOutcome> outcome : delivery.deliver(group)) {
                if (!(outcome.orElseThrow() instanceof DeliveryOutcome.Delivered)) {
                    throw new IllegalStateException(outcome.orElseThrow().text());
                }
            }
        }
    }
}
