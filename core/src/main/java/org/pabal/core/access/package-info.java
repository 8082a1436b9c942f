/**
 * Who may connect and with which environment: tcprules' text, its compiled cdb, tcpserver's order of search. Entry class
 * {@link org.pabal.core.access.AccessRules}. Inside, text is held as octets, one character each, so that what is compiled
 * is byte for byte what tcprules writes.
 */
@NullMarked
package org.pabal.core.access;

import org.jspecify.annotations.NullMarked;
