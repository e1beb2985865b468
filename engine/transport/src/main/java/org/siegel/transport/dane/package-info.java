/** DANE for SMTP: what TLSA records oblige a sender to do, and whether a server's chain matches them (RFC 7672, RFC 6698). */
@NullMarked
package org.siegel.transport.dane;

import org.jspecify.annotations.NullMarked;
