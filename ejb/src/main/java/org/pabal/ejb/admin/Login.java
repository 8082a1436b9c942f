package org.pabal.ejb.admin;

/** What became of a name and password. */
public sealed interface Login {
    /** They belong together. */
    record Granted(String name, AdminRole role) implements Login {}

    /** They do not; which of them is wrong is not told. */
    record Refused() implements Login {}

    /** Too many passwords are being checked; try again in a moment. */
    record Busy() implements Login {}
}
