/**
 * A whole signed DNS tree in one process, answering on loopback as a recursive, security-aware, non-validating resolver
 * would (RFC 4035 §3.2): the place for a validator to stand on, and to be lied to from.
 */
@NullMarked
package org.siegel.testing.dns;

import org.jspecify.annotations.NullMarked;
