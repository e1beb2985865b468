/**
 * The client side of SMTP (RFC 5321): speaks over a connection that the caller opened and judged, and says for every
 * recipient what became of the mail. Blocking code for virtual threads; every wait is bounded by an absolute deadline.
 *
 * <p>The caller connects the socket and does TLS; this package knows neither DNS nor certificates. What the other side
 * does is a result ({@link org.siegel.transport.smtp.Outcome}, {@link org.siegel.transport.smtp.Failed}); exceptions
 * mean that our side went wrong: an unreadable message, a wrong order of calls.
 */
@NullMarked
package org.siegel.transport.smtp;

import org.jspecify.annotations.NullMarked;
