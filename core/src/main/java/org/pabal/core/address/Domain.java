package org.pabal.core.address;

/** What stands after the last {@code @}: a name, or an address in brackets. */
public sealed interface Domain permits DomainName, AddressLiteral {
    /** @return the text as it is written in an address, case preserved */
    String text();

    /** @return the form to compare and to look up by: A-labels, lower case */
    String key();

    /** @return the form for whoever knows ASCII only: A-labels in place of U-labels */
    String ascii();
}
