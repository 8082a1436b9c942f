/**
 * Control settings, access rules and assignments: texts that administrators read and write. Entry classes
 * {@link org.pabal.web.control.ControlResource}, {@link org.pabal.web.control.AccessRulesResource} and
 * {@link org.pabal.web.control.AssignmentsResource}. Invariant: a text goes out as it came in, with its version as entity
 * tag; a change that names another version is answered with 412.
 */
@NullMarked
package org.pabal.web.control;

import org.jspecify.annotations.NullMarked;
