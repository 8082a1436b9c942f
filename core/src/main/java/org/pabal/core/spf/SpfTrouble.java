package org.pabal.core.spf;

/** Ends a check early, with temperror or permerror. */
final class SpfTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final SpfResult.Code code;

    private SpfTrouble(SpfResult.Code code, String why) {
        super(why);
        this.code = code;
    }

    static SpfTrouble permanent(String why) {
        return new SpfTrouble(SpfResult.Code.PERMERROR, why);
    }

    static SpfTrouble temporary(String why) {
        return new SpfTrouble(SpfResult.Code.TEMPERROR, why);
    }

    SpfResult result() {
        return SpfResult.of(code, String.valueOf(getMessage()));
    }
}
