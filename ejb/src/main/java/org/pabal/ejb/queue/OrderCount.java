package org.pabal.ejb.queue;

/**
 * How many an order is about.
 *
 * @param messages with at least one of the recipients
 * @param inFlight how many of the recipients are being delivered to, or about to be
 */
public record OrderCount(long messages, long recipients, long inFlight) {}
