package org.pabal.connector.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Recursive name servers: each is asked in turn, the silent ones again with more patience, until one says yes or no
 * (NOERROR or NXDOMAIN). Any other code, and a referral in place of an answer, is trouble of that server.
 */
final class DnsServers {
    private static final int ROUNDS = 3;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

    private final Supplier<List<InetSocketAddress>> servers;
    private final SilentServers silent;

    /** @param servers asked for at each question, so that a change of the machine's settings counts at once */
    DnsServers(Supplier<List<InetSocketAddress>> servers, SilentServers silent) {
        this.servers = servers;
        this.silent = silent;
    }

    /**
     * @param deadline as of {@link System#nanoTime()}
     * @throws IOException with the reason, if no server had an answer
     */
    Message ask(Name name, int type, long deadline) throws IOException {
        List<InetSocketAddress> left = new ArrayList<>(servers.get());
        IOException trouble = new IOException("there is no name server");
        boolean asked = false;
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : List.copyOf(left)) {
                if (!silent.isWorthAsking(server, deadline)) {
                    trouble = asked ? trouble : new SilentServers.NobodyAskedException(server);
                    left.remove(server);
                    continue;
                }
                asked = true;
                long until = Math.min(deadline - System.nanoTime(), PATIENCE << round) + System.nanoTime();
                try {
                    return answer(server, Message.newQuery(Record.newRecord(name, type, DClass.IN)), until);
                } catch (SocketTimeoutException e) {
                    trouble = new IOException(server + " did not answer in time", e);
                    silent.unanswered(server);
                } catch (IOException e) {
                    trouble = new IOException(server + ": " + e, e);
                    left.remove(server);
                }
            }
        }
        throw trouble;
    }

    private Message answer(InetSocketAddress server, Message query, long until) throws IOException {
        Message answer = new DnsExchange(server, query, until).answer();
        silent.answered(server);
        return requireUseful(answer);
    }

    private static Message requireUseful(Message answer) throws IOException {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new IOException("answered " + Rcode.string(code));
        }
        boolean empty = answer.getSection(Section.ANSWER).isEmpty();
        boolean authoritative = answer.getHeader().getFlag(Flags.AA);
        if (code == Rcode.NOERROR && empty && !authoritative && refersElsewhere(answer)) {
            throw new IOException("knows no more than whom else to ask");
        }
        return answer;
    }

    private static boolean refersElsewhere(Message answer) {
        List<Record> authority = answer.getSection(Section.AUTHORITY);
        return authority.stream().anyMatch(r -> r.getType() == Type.NS)
                && authority.stream().noneMatch(r -> r.getType() == Type.SOA);
    }
}
