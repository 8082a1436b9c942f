package org.pabal.ejb.admin;

/** What became of a wish to change an account. */
public sealed interface AccountChange {
    record Created() implements AccountChange {}

    record Changed() implements AccountChange {}

    record Deleted() implements AccountChange {}

    /** There is no such account. */
    record Missing() implements AccountChange {}

    /** @param sentence says what is wrong with the name or password */
    record Refused(String sentence) implements AccountChange {}
}
