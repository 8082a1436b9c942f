package org.pabal.connector.outbound;

import java.util.Comparator;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What of an answer is worth keeping. */
final class DnsEssence {
    /** Records of an answer that count: more than anybody uses, few enough to be sorted into sets at no great cost. */
    static final int MAX_RECORDS = 50;

    /** Of a reverse name the first pointer counts, after its aliases: whoever owns an address makes any number of them. */
    static final int MAX_POINTERS = DnsClient.MAX_ALIASES + 1;

    private DnsEssence() {}

    /** The aliases and the best records, and the SOA that says how long a no is valid; nothing that was not asked for. */
    static Message of(Message answer) {
        Message essence = new Message(answer.getHeader().getID());
        essence.getHeader().setRcode(answer.getRcode());
        if (answer.getHeader().getFlag(Flags.AA)) {
            essence.getHeader().setFlag(Flags.AA);
        }
        essence.addRecord(answer.getQuestion(), Section.QUESTION);
        answer.getSection(Section.ANSWER).stream()
                .sorted(Comparator.comparingInt(DnsEssence::rank))
                .limit(answer.getQuestion().getType() == Type.PTR ? MAX_POINTERS : MAX_RECORDS)
                .forEach(r -> essence.addRecord(r, Section.ANSWER));
        answer.getSection(Section.AUTHORITY).stream()
                .filter(r -> r.getType() == Type.SOA)
                .limit(1)
                .forEach(r -> essence.addRecord(r, Section.AUTHORITY));
        return essence;
    }

    private static int rank(Record answer) {
        return switch (answer.getType()) {
            case Type.CNAME, Type.DNAME -> -1;
            case Type.MX -> ((MXRecord) answer).getPriority();
            default -> 0;
        };
    }
}
