package org.siegel.transport.mtasts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.siegel.policy.DomainName;

/**
 * A domain's policy (RFC 8461 §3.2).
 *
 * @param mode   what to do with a mail server that does not fit
 * @param maxAge how long it may be relied on after it was fetched; at most {@link #LONGEST}
 * @param text   as the domain published it
 */
public record StsPolicy(Mode mode, Duration maxAge, List<MxPattern> hosts, String text) {

    /** 31,557,600 seconds, a year; the RFC allows no more. */
    static final Duration LONGEST = Duration.ofHours(8_766);

    public StsPolicy {
        hosts = List.copyOf(hosts);
    }

    /** What to do with a mail server that does not fit (RFC 8461 §5). */
    public enum Mode {
        /** Nothing may be delivered to it. */
        ENFORCE,
        /** Deliver, and report. */
        TESTING,
        /** As if there were no policy. */
        NONE;

        /** As it stands in policies. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What reading came to. */
    public sealed interface Reading {
        /** A policy. */
        record Valid(StsPolicy policy) implements Reading {}

        /** None that may be used. */
        record Invalid(String reason) implements Reading {}
    }

    /** Reads the text that a domain published. */
    public static Reading read(String text) {
        return new PolicyText(text).read();
    }

    /** Whether the policy names the host of an MX record. */
    public boolean names(DomainName host) {
        return hosts.stream().anyMatch(pattern -> pattern.matches(host));
    }
}
