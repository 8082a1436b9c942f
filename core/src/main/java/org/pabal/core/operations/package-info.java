/**
 * What operators say of queued mail: a {@link org.pabal.core.operations.Verb} for the recipients that a
 * {@link org.pabal.core.operations.MailSelector} means, once ({@link org.pabal.core.operations.Order}) or for as long as a
 * {@link org.pabal.core.operations.Directive} stands. Everything here has a text form, and is read from it by one parser.
 * Invariant: nothing means everything by accident; whoever means all mail says so.
 */
@NullMarked
package org.pabal.core.operations;

import org.jspecify.annotations.NullMarked;
