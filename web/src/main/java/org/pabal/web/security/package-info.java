/**
 * Who is asking, and may they. Entry classes {@link org.pabal.web.security.Roles} for resources and
 * {@link org.pabal.web.security.RoleFeature}. Invariant: no method of the API runs for anybody whose role it does not name.
 */
@NullMarked
package org.pabal.web.security;

import org.jspecify.annotations.NullMarked;
