package org.pabal.ejb.mailbox;

/** What became of a wish to change a user. */
public sealed interface UserChange {
    record Created() implements UserChange {}

    record Changed() implements UserChange {}

    record Deleted() implements UserChange {}

    /** @param sentence says which of domain and user is not there */
    record Missing(String sentence) implements UserChange {}

    /** @param sentence says what is wrong with the name or password, or why the mailbox cannot be made */
    record Refused(String sentence) implements UserChange {}
}
