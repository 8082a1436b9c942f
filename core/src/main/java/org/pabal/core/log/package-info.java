/** Log lines and stamps of qmail and daemontools. */
@NullMarked
package org.pabal.core.log;

import org.jspecify.annotations.NullMarked;
