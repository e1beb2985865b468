package org.siegel.transport.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.StsLookup;
import org.siegel.transport.mtasts.StsSource;

/** Passes look-ups on and notes until when all of their answers together may be relied on. */
final class ValidityNotingDns implements ValidatingDns {

    /** What failed is tried again before long, even if the rest was enough for a verdict. */
    private static final Duration OF_A_FAILURE = Duration.ofMinutes(5);

    private final ValidatingDns dns;
    private final Clock clock;
    private final AtomicReference<Instant> least = new AtomicReference<>(Instant.MAX);

    ValidityNotingDns(ValidatingDns dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    @Override
    public DnsAnswer query(DomainName name, int type) {
        DnsAnswer answer = dns.query(name, type);
        Instant end = switch (answer) {
            case DnsAnswer.Found found -> found.validUntil();
            case DnsAnswer.Absent absent -> absent.validUntil();
            case DnsAnswer.Failed _failed -> clock.instant().plus(OF_A_FAILURE);
        };
        note(end);
        return answer;
    }

    /** Not noted: what nobody asks for afterwards is no part of the verdict. */
    @Override
    public void prefetch(DomainName name, int type) {
        dns.prefetch(name, type);
    }

    @Override
    public void expect(DomainName name, int type) {
        dns.expect(name, type);
    }

    /** The same for MTA-STS policies. */
    StsSource noting(StsSource source) {
        return domain -> source.policyFor(domain).thenApply(lookup -> {
            switch (lookup) {
                case StsLookup.Applies(var _policy, var validUntil) -> note(validUntil);
                case StsLookup.Missing _missing -> note(clock.instant().plus(OF_A_FAILURE));
                case StsLookup.None() -> {
                    // The answer that there is no record has come through our resolver, which will be asked again.
                }
            }
            return lookup;
        });
    }

    private void note(Instant end) {
        least.accumulateAndGet(end, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** The end of the first answer to end; far in the future if nothing was asked. */
    Instant least() {
        return least.get();
    }
}
