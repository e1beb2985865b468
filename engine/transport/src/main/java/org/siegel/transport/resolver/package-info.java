/**
 * Asks a resolver over the network: plainly, over TLS (RFC 7858), over HTTPS (RFC 8484), or whichever of several is up. What
 * the answers are worth is not judged here.
 */
@NullMarked
package org.siegel.transport.resolver;

import org.jspecify.annotations.NullMarked;
