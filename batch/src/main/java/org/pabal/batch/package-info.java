@NullMarked
package org.pabal.batch;

import org.jspecify.annotations.NullMarked;
