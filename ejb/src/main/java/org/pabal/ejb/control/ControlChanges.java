package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** For tables that are kept in memory beside the texts: how a change of one is noticed, on every node within about a second. */
@ApplicationScoped
public class ControlChanges {
    private static final long NEVER_LOOKED = -1;

    @Inject
    ControlTexts texts;

    private volatile long seen = NEVER_LOOKED;

    /** @return a number that is greater after each change, of texts as well. Costs a volatile read */
    public long seen() {
        return seen == NEVER_LOOKED ? look() : seen;
    }

    /** Looks whether there was a change. @return the number as it is now */
    public long look() {
        long now = texts.generation();
        seen = now;
        return now;
    }

    /** Makes the number greater; part of the caller's unit of work. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void note() {
        texts.nextGeneration();
    }
}
