@NullMarked
package org.pabal.web;

import org.jspecify.annotations.NullMarked;
