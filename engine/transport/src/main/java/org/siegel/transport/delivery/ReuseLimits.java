package org.siegel.transport.delivery;

import java.time.Duration;

/**
 * How long a connection may be used for one mail after another. All bounds hold together.
 *
 * @param mails     over one connection in its life; 1 switches reuse off
 * @param age       from its handshake to the beginning of the last mail
 * @param idle      without a mail; below the five minutes after which servers may leave (RFC 5321 §4.5.3.2)
 * @param perServer kept idle for one address of one mail server
 * @param inAll     kept idle
 */
public record ReuseLimits(int mails, Duration age, Duration idle, int perServer, int inAll) {

    /** A hundred mails, two minutes, ten seconds idle; 20 idle for one address, 500 in all. */
    public static final ReuseLimits STANDARD =
            new ReuseLimits(100, Duration.ofMinutes(2), Duration.ofSeconds(10), 20, 500);

    public ReuseLimits {
        if (mails < 1 || perServer < 0 || inAll < 0 || age.isNegative() || !idle.isPositive()) {
            throw new IllegalArgumentException("Bounds of connection reuse must be positive: " + mails + " mails, "
                    + age + ", idle " + idle + ", " + perServer + " for one server, " + inAll + " in all");
        }
    }
}
