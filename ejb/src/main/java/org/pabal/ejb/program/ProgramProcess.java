package org.pabal.ejb.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pabal.core.local.Programs.ProgramEnd;

/**
 * A running program, the leader of its process group. What it says is taken as it comes, so that it never waits for us, and is
 * kept as far as somebody wants it. Once it has ended nobody waits for what it left running in the background, as long as its time
 * is not up.
 */
final class ProgramProcess {
    private static final int PIECE = 8 * 1024;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final InputStream output;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private final int kept;

    /** @param kept how much of what it says, in octets */
    ProgramProcess(Process process, int kept) {
        this.process = process;
        this.kept = kept;
        this.output = process.getInputStream();
    }

    /** Returns when it has ended, by itself or by our hand. */
    ProgramEnd await(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (output) {
            while (!process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                listen();
                if (System.nanoTime() - deadline > 0) {
                    killGroup();
                    return new ProgramEnd.OutOfTime(said.toString(StandardCharsets.UTF_8));
                }
            }
            listen();
            return new ProgramEnd.Exited(process.exitValue(), said.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            killGroup();
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }

    /** Takes what there is, without waiting for more. */
    private void listen() throws IOException {
        int there = output.available();
        while (there > 0) {
            int length = output.read(piece, 0, Math.min(there, piece.length));
            said.write(piece, 0, Math.clamp(length, 0, kept - said.size()));
            there = output.available();
        }
    }

    /** No signal of Java's own reaches a process group. */
    private void killGroup() throws IOException {
        Process kill = new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.destroyForcibly();
        kill.onExit().join();
        process.onExit().join();
    }
}
