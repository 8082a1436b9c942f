package org.pabal.ejb.queue;

/** What a slot does with its groups; the delivery beans are its other users. */
public interface Deliverer {
    /** Records an outcome for each recipient. May take minutes. */
    Feedback attempt(DueGroup group);
}
