/**
 * What clients send and what they get as headers. Entry classes {@link org.pabal.web.body.JsonFields} and
 * {@link org.pabal.web.body.PlainText} as parameters of resource methods, {@link org.pabal.web.body.BodyLimit} on those that
 * take more than the usual. Invariant: a body is bounded before it is parsed, and text is valid UTF-8 or refused.
 */
@NullMarked
package org.pabal.web.body;

import org.jspecify.annotations.NullMarked;
