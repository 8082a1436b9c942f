/**
 * 8-bit messages for hosts that take seven bits (RFC 6152 §3): {@link org.pabal.core.mime.SevenBit} looks whether and how a
 * content can be converted, and gives the converted one. Invariant: what comes out decodes to what went in, part for part;
 * memory does not grow with the content; what cannot be converted without breaking it is refused.
 */
@NullMarked
package org.pabal.core.mime;

import org.jspecify.annotations.NullMarked;
