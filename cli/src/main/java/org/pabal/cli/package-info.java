@NullMarked
package org.pabal.cli;

import org.jspecify.annotations.NullMarked;
