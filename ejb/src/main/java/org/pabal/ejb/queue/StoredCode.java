package org.pabal.ejb.queue;

/** Enum constants as the small numbers in our rows: their ordinals. A new constant goes to the end of its enum. */
@SuppressWarnings("EnumOrdinal") // the meaning of the numbers is fixed by the comments of the schema
final class StoredCode {
    private StoredCode() {}

    static short of(Enum<?> constant) {
        return (short) constant.ordinal();
    }

    /** @param constants {@code values()} of the enum */
    static <E extends Enum<E>> E read(E[] constants, int code) {
        return constants[code];
    }
}
