/**
 * What a content is made of, as far as we look at it: its trace fields. Contents are octets; nothing here parses or changes a
 * message that is only passed on.
 */
@NullMarked
package org.pabal.core.message;

import org.jspecify.annotations.NullMarked;
