/**
 * qmail's control settings, user assignments and access rules: text in the database, an immutable snapshot in memory.
 *
 * <p>Entry classes {@link org.pabal.ejb.control.ControlStore}, {@link org.pabal.ejb.control.AccessRuleStore},
 * {@link org.pabal.ejb.control.AssignmentStore} and {@link org.pabal.ejb.control.PabalHome}. Invariant: a text that does
 * not parse is never stored, and a snapshot is replaced only by one that parsed.
 */
@NullMarked
package org.pabal.ejb.control;

import org.jspecify.annotations.NullMarked;
