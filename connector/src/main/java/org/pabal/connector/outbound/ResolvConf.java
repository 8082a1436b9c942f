package org.pabal.connector.outbound;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pabal.core.routing.NameServers;

/** The name servers of the machine (resolv.conf(5)); nothing else of that file concerns mail. */
final class ResolvConf {
    static final Path USUAL_PLACE = Path.of("/etc/resolv.conf");

    private static final System.Logger LOG = System.getLogger(ResolvConf.class.getName());

    private ResolvConf() {}

    /** @return the servers in their order; the machine itself if the file is missing or names none */
    static List<InetSocketAddress> servers(Path file) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String line : lines(file)) {
            List<String> words = List.of(line.strip().split("\\s+", -1));
            if (words.size() >= 2 && words.getFirst().equals("nameserver")) {
                DnsSettings.literal(words.get(1))
                        .ifPresent(address -> servers.add(new InetSocketAddress(address, NameServers.PORT)));
            }
        }
        return servers.isEmpty()
                ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), NameServers.PORT))
                : List.copyOf(servers);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "cannot read " + file + ", asking the name server of this machine", e);
            return List.of();
        }
    }
}
