/**
 * Who may relay, which senders and which peers are unwelcome, what a peer is called. Decisions are values of
 * {@link org.pabal.core.smtp.Decision}; anything unexpected is asked for again later, never refused for good, and trouble
 * of the DNS holds nothing against a peer. Entry classes {@link org.pabal.core.policy.RelayPolicy},
 * {@link org.pabal.core.policy.SenderPolicy}, {@link org.pabal.core.policy.BlockPolicy} and
 * {@link org.pabal.core.policy.RemoteHost}.
 */
@NullMarked
package org.pabal.core.policy;

import org.jspecify.annotations.NullMarked;
