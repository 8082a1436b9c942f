/**
 * {@code /domains}: the users of this host's domains. Entry class {@link org.pabal.web.domains.UsersResource}. Invariant: no
 * answer has a password or what is kept of one.
 */
@NullMarked
package org.pabal.web.domains;

import org.jspecify.annotations.NullMarked;
