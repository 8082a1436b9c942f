package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Plays whoever owns the socket, as a transcript. */
final class Play {
    private final ClientAutomaton client;

    Play(ClientAutomaton client) {
        this.client = client;
    }

    /** The client now sends just these lines, in one write. */
    Play says(String... lines) {
        assertThat(client.next()).isEqualTo(new ClientStep.Send(String.join("\r\n", lines) + "\r\n"));
        return this;
    }

    /** The client waits for a reply; the peer says these lines. */
    Play hears(String... lines) {
        assertThat(client.next()).isInstanceOf(ClientStep.Listen.class);
        client.heard(heard(String.join("\r\n", lines)));
        return this;
    }

    /** The client waits for one reply after another; each is one line. */
    Play hearsEach(String... replies) {
        for (String reply : replies) {
            hears(reply);
        }
        return this;
    }

    Play listens(StepLimit limit) {
        assertThat(client.next()).isEqualTo(new ClientStep.Listen(limit));
        return this;
    }

    /** The client wants the content sent; it is, with its final dot. */
    Play sendsContent() {
        wantsContent().finalDotUnderWay();
        return this;
    }

    /** The client wants the content sent as the only chunk; it is. */
    Play sendsChunk() {
        ClientStep step = client.next();
        assertThat(step).isInstanceOf(ClientStep.SendChunk.class);
        ((ClientStep.SendChunk) step).progress().finalDotUnderWay();
        return this;
    }

    ClientStep.Progress wantsContent() {
        ClientStep step = client.next();
        assertThat(step).isInstanceOf(ClientStep.SendContent.class);
        return ((ClientStep.SendContent) step).progress();
    }

    Play dies() {
        client.lost();
        return this;
    }

    void ends() {
        assertThat(client.next()).isEqualTo(new ClientStep.End());
    }

    private static Heard heard(String lines) {
        ReplyParser parser = new ReplyParser();
        byte[] octets = (lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parser.accept(octets, 0, octets.length)).isEqualTo(octets.length);
        Optional<Heard> heard = parser.poll();
        assertThat(heard).isPresent();
        return heard.orElseThrow();
    }
}
