/**
 * Every change through the API leaves an entry in {@link org.pabal.ejb.admin.AuditLog}. Entry classes
 * {@link org.pabal.web.audit.AuditFeature} and {@link org.pabal.web.audit.AuditResource}. Invariant: no entry, no change.
 */
@NullMarked
package org.pabal.web.audit;

import org.jspecify.annotations.NullMarked;
