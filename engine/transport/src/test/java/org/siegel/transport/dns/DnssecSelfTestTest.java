package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.resolver.RemoteResolver;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the operator is told when validation does not work, and that nothing is told when it does. */
class DnssecSelfTestTest {
    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final Alarms alarms = new Alarms();
    private final SignedDnsWorld world = SignedDnsWorld.at(clock)
            .signed("signed.test", "@ MX 10 mx1")
            .unsigned("plain.test", "@ MX 10 mx1")
            .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), "@ MX 10 mx1")
            .start();
    private final RemoteResolver honest = new OverUdp(world.address(), Duration.ofSeconds(1), alarms);
    private final TrustAnchors anchors = new TrustAnchors(String.join("\n", world.trustAnchors()));

    @AfterEach
    void stop() {
        world.close();
        alarms.close();
    }

    private DnssecSelfTest test(RemoteResolver resolver, TrustAnchors from, String zone) {
        return new DnssecSelfTest(
                resolver,
                from,
                Name.fromConstantString(zone),
                clock,
                Thread.ofVirtual().factory());
    }

    /** As a resolver does that does not know of DNSSEC. */
    private record Stripping(RemoteResolver honest) implements RemoteResolver {
        @Override
        public String name() {
            return "192.0.2.1:53";
        }

        @Override
        public Message ask(Message query) throws IOException {
            Message answer = honest.ask(query);
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
                for (Record record : List.copyOf(answer.getSection(section))) {
                    if (record instanceof RRSIGRecord) {
                        answer.removeRecord(record, section);
                    }
                }
            }
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "test.", "signed.test."})
    void nothingIsWrongWithASignedZone(String zone) {
        assertThat(test(honest, anchors, zone).trouble()).isEmpty();
    }

    @Test
    void aResolverThatTakesSignaturesOutIsNamed() {
        assertThat(test(new Stripping(honest), anchors, ".").trouble().orElseThrow())
                .contains("192.0.2.1:53", "takes DNSSEC signatures out", "set dns.resolver");
    }

    @Test
    void otherKeysOfTheRootAreNoticed() {
        assertThat(test(honest, TrustAnchors.ROOT, ".").trouble().orElseThrow())
                .contains("does not pass validation", "dns.trust-anchors", "clock");
    }

    @Test
    void aWrongSignatureIsNoticed() {
        assertThat(test(honest, anchors, "bogus.test.").trouble().orElseThrow()).contains("does not pass validation");
    }

    @Test
    void anUnsignedZoneIsNoTest() {
        assertThat(test(honest, anchors, "plain.test.").trouble()).isPresent();
    }

    @Test
    void silenceIsToldFromRefusal() {
        world.fail(".", Type.SOA, new DnsFault.Silence());
        assertThat(test(honest, anchors, ".").trouble().orElseThrow()).contains("no resolver answers");
        world.fail(".", Type.SOA, DnsFault.REFUSED);
        assertThat(test(honest, anchors, ".").trouble().orElseThrow()).contains("answered REFUSED");
    }

    @Test
    void itIsTestedAnewEachTime() {
        DnssecSelfTest test = test(honest, anchors, ".");
        assertThat(test.trouble()).isEmpty();
        clock.advance(Duration.ofDays(400));
        world.fail(".", Type.DNSKEY, DnsFault.SERVFAIL);

        assertThat(test.trouble()).isPresent();
    }
}
