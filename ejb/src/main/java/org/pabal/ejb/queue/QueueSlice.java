package org.pabal.ejb.queue;

/**
 * Messages that one step of a flush looks at.
 *
 * @param after ids greater than this
 * @param upTo up to this one and with it
 */
public record FlushSlice(long after, long upTo) {}
