@NullMarked
package org.pabal.connector;

import org.jspecify.annotations.NullMarked;
