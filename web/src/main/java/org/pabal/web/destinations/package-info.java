/**
 * {@code /destinations}: how the deliveries to other hosts get on. Entry class
 * {@link org.pabal.web.destinations.DestinationsResource}. What it shows is this node's alone, and only reads.
 */
@NullMarked
package org.pabal.web.destinations;

import org.jspecify.annotations.NullMarked;
