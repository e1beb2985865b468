/**
 * A real SMTP server on loopback that does what a test tells it to: every TLS version, suite and group that can be
 * negotiated, every reply that a client has to survive, and a record of all that was said to it.
 */
@NullMarked
package org.siegel.testing.smtp;

import org.jspecify.annotations.NullMarked;
