package org.pabal.connector.outbound;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.pabal.core.smtp.client.ClientAutomaton;
import org.pabal.core.smtp.client.ClientStep;
import org.pabal.core.smtp.client.DialogueLine.Kind;
import org.pabal.core.smtp.client.StepLimit;

/** Does over a socket what an automaton wants done. */
final class Dialogue {
    private static final System.Logger LOG = System.getLogger(Dialogue.class.getName());

    private Dialogue() {}

    /** Returns when the automaton has its result. */
    static void drive(ClientAutomaton automaton, ClientWire wire, Duration perStep) {
        boolean ended = false;
        try {
            follow(automaton, wire, perStep);
            ended = true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an outgoing session died", e);
            Listening.happened(Kind.TROUBLE, "the connection died: " + e.getMessage());
            automaton.lost();
            ended = true;
        } finally {
            // something unforeseen is on its way to the caller, who knows nothing of this socket
            if (!ended) {
                wire.close();
            }
        }
    }

    private static void follow(ClientAutomaton automaton, ClientWire wire, Duration perStep) throws IOException {
        while (true) {
            switch (automaton.next()) {
                case ClientStep.Send send -> wire.send(send.commands(), StepLimit.WRITE.within(perStep));
                case ClientStep.Listen listen ->
                    automaton.heard(wire.listen(listen.limit().within(perStep)));
                case ClientStep.StartTls start -> wire.startTls(start.securing(), StepLimit.TLS.within(perStep));
                case ClientStep.SendContent content -> {
                    ContentPump.send(content, wire, perStep);
                    Listening.sent(content.content());
                }
                case ClientStep.SendChunk chunk -> {
                    ContentPump.send(chunk, wire, perStep);
                    Listening.sent(chunk.content());
                }
                case ClientStep.End end -> {
                    return;
                }
            }
        }
    }
}
