/**
 * DNS answers that say how far they can be trusted: a validating resolver (RFC 4033 §5), and what mail delivery asks of
 * it (MX, addresses, TLSA).
 */
@NullMarked
package org.siegel.transport.dns;

import org.jspecify.annotations.NullMarked;
