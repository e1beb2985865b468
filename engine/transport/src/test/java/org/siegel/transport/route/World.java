package org.siegel.transport.route;

import java.time.Duration;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsWorldBuilder;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;

/** A signed tree and a validator over it. */
record World(SignedDnsWorld dns, ValidatingDns validator) implements AutoCloseable {

    static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");

    static DnsWorldBuilder zones() {
        return SignedDnsWorld.at(CLOCK);
    }

    static World of(DnsWorldBuilder zones) {
        SignedDnsWorld dns = zones.start();
        return new World(
                dns,
                new DnsjavaValidator(
                        new OverUdp(dns.address(), Duration.ofMillis(300), new Alarms()),
                        new TrustAnchors(String.join("\n", dns.trustAnchors())),
                        CLOCK,
                        Thread.ofVirtual().factory()));
    }

    @Override
    public void close() {
        dns.close();
    }
}
