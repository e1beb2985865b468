package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.transport.smtp.SmtpConversation;

/**
 * A connection that may carry another mail, and all that it was judged by.
 *
 * @param target what look-ups told when it was judged; {@code facts} hold for exactly this
 * @param opened at the end of its handshake
 * @param mails  that it has carried
 */
record KeptConnection(
        MxTarget target,
        InetAddress address,
        SmtpConversation conversation,
        ConnectionFacts facts,
        Instant opened,
        int mails) {

    /**
     * Where it leads: a connection is of use only for mail to the same server, under the name that it was asked for in the
     * handshake, at the same address.
     */
    record Spot(DomainName host, Optional<DomainName> serverName, InetAddress address, int port) {

        static Spot of(MxTarget target, InetAddress address) {
            return new Spot(target.host(), target.serverName(), address, target.port());
        }
    }

    Spot spot() {
        return Spot.of(target, address);
    }

    /** After another mail. */
    KeptConnection used() {
        return new KeptConnection(target, address, conversation, facts, opened, mails + 1);
    }

    /** Judged for somebody else's mail. */
    KeptConnection judged(MxTarget other, ConnectionFacts anew) {
        return new KeptConnection(other, address, conversation, anew, opened, mails);
    }

    /** A clock that was set back makes nothing younger: whatever seems to come from the future is too old. */
    boolean isWithin(ReuseLimits limits, Instant now) {
        Duration age = Duration.between(opened, now);
        return mails < limits.mails() && !age.isNegative() && age.compareTo(limits.age()) <= 0;
    }
}
