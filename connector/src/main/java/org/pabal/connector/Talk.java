package org.pabal.connector;

import org.pabal.core.smtp.Dialect;
import org.pabal.core.smtp.Manners;

/** How the two sides of a session talk. */
record Talk(Dialect dialect, Manners manners) {}
