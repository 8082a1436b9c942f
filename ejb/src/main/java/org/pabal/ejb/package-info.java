@NullMarked
package org.pabal.ejb;

import org.jspecify.annotations.NullMarked;
