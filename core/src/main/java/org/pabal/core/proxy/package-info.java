/**
 * What a proxy says of the connection it forwards: the PROXY protocol, versions 1 and 2
 * (https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt). Entry class {@link org.pabal.core.proxy.ProxyHeader}.
 * Invariant: what is not exactly a header is {@link org.pabal.core.proxy.ProxyHeader.Malformed}, and no name is looked up.
 */
@NullMarked
package org.pabal.core.proxy;

import org.jspecify.annotations.NullMarked;
