/** Mail addresses as types. */
@NullMarked
package org.pabal.core.address;

import org.jspecify.annotations.NullMarked;
