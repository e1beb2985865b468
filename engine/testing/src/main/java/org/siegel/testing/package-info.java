/**
 * Wire-level fakes for tests, demonstrations and load runs: real sockets on loopback, real signatures, real TLS.
 *
 * <p>{@link org.siegel.testing.dns} is a signed DNS tree, {@link org.siegel.testing.pki} a certificate authority,
 * {@link org.siegel.testing.smtp} a scripted SMTP server. None of them is fit for production: keys live in memory and
 * every weakness that a test may want can be switched on.
 */
@NullMarked
package org.siegel.testing;

import org.jspecify.annotations.NullMarked;
