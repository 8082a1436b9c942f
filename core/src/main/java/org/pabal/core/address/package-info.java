/**
 * Mail addresses as types. {@link org.pabal.core.address.PathParser} is the only door for what peers type: behind it nobody
 * sees an address as text, and no address holds CR, LF or NUL. Knows no other package.
 */
@NullMarked
package org.pabal.core.address;

import org.jspecify.annotations.NullMarked;
