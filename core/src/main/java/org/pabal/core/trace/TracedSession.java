package org.pabal.core.trace;

import java.net.InetAddress;

/**
 * A session as its events name it.
 *
 * @param number as in the log of the listener
 * @param listener the service that accepted
 * @param address of the client
 * @param port of the client
 */
public record TracedSession(long number, String listener, InetAddress address, int port) {}
