/**
 * QMTP and QMQP (https://cr.yp.to/proto/qmtp.txt, qmqp.html) without a socket: requests made of netstrings, and their
 * answers. Entry class {@link org.pabal.core.qmtp.RequestParser}. Invariant: no length is believed before it is known to be
 * within its limit, and no content is passed on in which line ends could be taken in two ways.
 */
@NullMarked
package org.pabal.core.qmtp;

import org.jspecify.annotations.NullMarked;
