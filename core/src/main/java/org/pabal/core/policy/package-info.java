/**
 * Who may relay, which senders are unwelcome. Decisions are values of {@link org.pabal.core.smtp.Decision}; anything
 * unexpected is asked for again later, never refused for good. Entry classes {@link org.pabal.core.policy.RelayPolicy} and
 * {@link org.pabal.core.policy.SenderPolicy}.
 */
@NullMarked
package org.pabal.core.policy;

import org.jspecify.annotations.NullMarked;
