/**
 * Whether a certificate was revoked: by the OCSP response that its server staples to the handshake, and by the lists (CRLs)
 * that its authority publishes. Nobody waits for an answer, and only a proof of revocation counts against a server.
 */
@NullMarked
package org.siegel.transport.revocation;

import org.jspecify.annotations.NullMarked;
