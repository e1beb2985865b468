package org.siegel.transport.tlsrpt;

import java.net.InetAddress;
import java.util.Optional;
import org.siegel.policy.DomainName;

/**
 * One session, or attempt at one, with a mail server of a domain.
 *
 * @param failure empty if TLS was as the policy asks for
 */
public record TlsSession(AppliedPolicy policy, Optional<Failure> failure) {

    /**
     * What went wrong.
     *
     * @param from   our address; empty if it did not come that far
     * @param host   the mail server
     * @param to     its address; empty if it did not come that far
     * @param reason for people
     */
    public record Failure(
            FailureType type, Optional<InetAddress> from, DomainName host, Optional<InetAddress> to, String reason) {}
}
