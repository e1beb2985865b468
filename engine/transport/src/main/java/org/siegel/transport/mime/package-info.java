/**
 * Makes 7-bit messages of 8-bit ones, part by part (RFC 6152 §3), in memory that does not grow with the message. Everything but
 * the parts that must be encoded leaves as it came, octet by octet.
 */
@NullMarked
package org.siegel.transport.mime;

import org.jspecify.annotations.NullMarked;
