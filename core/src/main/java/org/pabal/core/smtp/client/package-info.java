/** The SMTP client dialogue, without a socket. Entry class {@link org.pabal.core.smtp.client.Transport}. */
@NullMarked
package org.pabal.core.smtp.client;

import org.jspecify.annotations.NullMarked;
