package org.pabal.core.smtp.client;

/**
 * One part of a client's dialogue. Whoever owns the socket does what {@link #next()} says until it says {@link ClientStep.End},
 * and tells what came of it. Used by one thread.
 */
public sealed interface ClientAutomaton permits Handshake, LoginDialogue, ClientDialogue {
    ClientStep next();

    /** The answer to a {@link ClientStep.Listen}. */
    void heard(Heard heard);

    /** The connection died or a step took too long, whatever was being done. */
    void lost();
}
