/**
 * SASL mechanisms (RFC 4422) as a server plays them: {@link SaslExchange} takes the client's responses and says what comes
 * next. Who may log in is not known here: passwords and keys are asked for by steps and given back as answers.
 *
 * <p>Entry: {@link Mechanism#begin}. Invariant: no octet of a client is trusted before its form was checked, and nothing here
 * shows a password in its text form.
 */
@NullMarked
package org.pabal.core.auth;

import org.jspecify.annotations.NullMarked;
