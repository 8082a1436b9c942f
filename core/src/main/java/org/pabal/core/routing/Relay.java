package org.pabal.core.routing;

import org.pabal.core.smtp.client.HopTerms;

/**
 * One host of an artificial route.
 *
 * @param host a name, or an address with or without brackets
 */
public record Relay(String host, int port, HopTerms terms) {}
