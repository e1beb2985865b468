package org.siegel.transport.smtp;

/**
 * What of a message matters to SMTP.
 *
 * @param octets its size on the wire, line ends as CRLF, without the dots that hide dots (RFC 1870)
 * @param eightBit whether there is any octet above 127
 * @param eightBitHeader whether there is one before the first empty line (RFC 6532: internationalised header)
 * @param nul whether there is an octet 0, which no message may have
 * @param longestLine in octets without the line end
 */
public record MessageFacts(long octets, boolean eightBit, boolean eightBitHeader, boolean nul, long longestLine) {}
