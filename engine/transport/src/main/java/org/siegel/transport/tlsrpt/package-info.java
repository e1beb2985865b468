/** SMTP TLS reporting (RFC 8460): where a domain wants to be told how well TLS towards it works. */
@NullMarked
package org.siegel.transport.tlsrpt;

import org.jspecify.annotations.NullMarked;
