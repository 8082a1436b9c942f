package org.pabal.core.auth;

/**
 * One try to log in. Begin with {@link #begin()}, or with {@link #respond} if the client sent its first response along with the
 * mechanism's name; then do what each step says. Used by one thread; over after {@link SaslStep.Success} or
 * {@link SaslStep.Failure}.
 */
public interface SaslExchange {
    /** The client waits for the server's first word. */
    SaslStep begin();

    /** @param response what the client answered, decoded */
    SaslStep respond(byte[] response);

    /** @param right the answer to {@link SaslStep.CheckPassword} */
    SaslStep checked(boolean right);

    /** @param keys the answer to {@link SaslStep.FindKeys} */
    SaslStep found(ScramKeys keys);
}
