package org.pabal.core.address;

/** Why the argument of MAIL or RCPT holds no path. */
public enum PathProblem {
    KEYWORD_MISSING("say FROM: or TO: before the address"),
    BRACKETS_MISSING("put the address in angle brackets"),
    NOT_CLOSED("no closing angle bracket after the address"),
    JUNK_AFTER_PATH("space needed after the closing angle bracket"),
    NULL_RECIPIENT("a recipient needs an address"),
    CONTROL("control character in address"),
    PATH_TOO_LONG("address too long"),
    SOURCE_ROUTE("malformed source route"),
    LOCAL_PART("malformed local part"),
    LOCAL_PART_TOO_LONG("local part too long"),
    DOMAIN_MISSING("address without a domain"),
    DOMAIN("malformed domain name"),
    LITERAL("malformed address literal");

    private final String reason;

    PathProblem(String reason) {
        this.reason = reason;
    }

    /** @return a phrase for the reply; nothing of what the peer typed */
    public String reason() {
        return reason;
    }

    /** Whether the address is at fault, rather than the form of the command around it. */
    public boolean isInAddress() {
        return compareTo(NULL_RECIPIENT) >= 0;
    }
}
