package org.pabal.ejb.queue;

/**
 * Due recipients by what their message needs. Each kind has the same part of the memory for due recipients and is claimed by
 * itself, so that neither a message with very many recipients nor a queue full of deferrals stands before new mail.
 */
public enum Share {
    /** never tried, of a message with less than 10 recipients */
    FEW,
    /** never tried, of a message with less than 100 */
    TENS,
    /** never tried, of a message with less than 1000 */
    HUNDREDS,
    /** never tried, of a message with more */
    MANY,
    /** tried before and deferred */
    DEFERRED;

    /** @param recipients of the whole message */
    static Share ofNew(int recipients) {
        if (recipients < 10) {
            return FEW;
        }
        if (recipients < 100) {
            return TENS;
        }
        return recipients < 1000 ? HUNDREDS : MANY;
    }
}
