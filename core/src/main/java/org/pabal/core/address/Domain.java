package org.pabal.core.address;

/** What stands after the last {@code @}: a name, or an address in brackets. */
public sealed interface Domain permits DomainName, AddressLiteral {
    /** @return the text as it is written in an address, case preserved */
    String text();

    /** @return the form to compare and to look up by: lower case */
    String key();
}
