package org.siegel.transport.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.OcspPlan;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.revocation.RevocationStanding.Good;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/** A stapled response counts if the authority stands behind it, it is about this certificate, and it is current. */
class StapledResponseTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final FakeClock CLOCK = FakeClock.at(NOW);
    private static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK);
    private static final TestAuthority STRANGER = TestAuthority.root(CLOCK);
    private static final X509Certificate SERVER =
            AUTHORITY.issue("mx1.example.test").certificate();

    private static RevocationStanding judge(byte[] response) {
        return StapledResponse.judge(OCSPResponse.getInstance(response), SERVER, AUTHORITY.certificate(), NOW);
    }

    private static RevocationStanding judge(OcspPlan plan) {
        return judge(plan.der());
    }

    private static OcspPlan response() {
        return AUTHORITY.ocsp(SERVER);
    }

    @Test
    void theAuthorityItselfMaySayThatItIsGoodOrRevoked() {
        assertThat(judge(response())).isInstanceOf(Good.class);
        assertThat(judge(response().revoked()))
                .isInstanceOfSatisfying(
                        Revoked.class, revoked -> assertThat(revoked.words()).contains("2026-11-22T10:00:00Z"));
        assertThat(judge(response().unknown())).isInstanceOf(Unknown.class);
    }

    @Test
    void aResponderWhomTheAuthorityChargedMaySayIt() {
        Identity responder = AUTHORITY.plan("responder.test").ocspResponder().issue();

        assertThat(judge(response().by(responder))).isInstanceOf(Good.class);
        assertThat(judge(response().revoked().by(responder))).isInstanceOf(Revoked.class);
    }

    @Test
    void nobodyElseMay() {
        Identity server = AUTHORITY.issue("mx2.example.test");
        Identity foreign = STRANGER.plan("responder.test").ocspResponder().issue();
        Identity expired =
                AUTHORITY.plan("responder.test").ocspResponder().expired().issue();
        Identity self = TestAuthority.selfSigned(CLOCK, "responder.test")
                .ocspResponder()
                .issue();

        for (Identity usurper : new Identity[] {server, foreign, expired, self}) {
            assertThat(judge(response().revoked().by(usurper)))
                    .as("%s", usurper)
                    .isInstanceOf(Unknown.class);
            assertThat(judge(response().by(usurper))).as("%s", usurper).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aStrangersResponseInTheAuthoritysNameProvesNothing() {
        assertThat(judge(STRANGER.ocsp(SERVER))).isInstanceOf(Unknown.class);
        assertThat(judge(STRANGER.ocsp(SERVER).revoked())).isInstanceOf(Unknown.class);
    }

    @Test
    void itMustBeAboutThisCertificate() {
        assertThat(judge(AUTHORITY
                        .ocsp(AUTHORITY.issue("mx1.example.test").certificate())
                        .revoked()))
                .isEqualTo(new Unknown("the stapled OCSP response is about another certificate"));
    }

    @Test
    void itMustBeCurrent() {
        Duration day = Duration.ofDays(1);

        assertThat(judge(response().valid(NOW.minus(day.multipliedBy(2)), NOW.minus(day))))
                .isEqualTo(new Unknown("the stapled OCSP response is outdated"));
        assertThat(judge(response().valid(NOW.minus(day), null)))
                .as("without an end")
                .isInstanceOf(Unknown.class);
        assertThat(judge(response().valid(NOW.plus(day), NOW.plus(day.multipliedBy(2)))))
                .isInstanceOf(Unknown.class);
        assertThat(judge(response().valid(NOW.plus(Duration.ofMinutes(1)), NOW.plus(day))))
                .as("clocks differ")
                .isInstanceOf(Good.class);
    }

    @Test
    void anyBitThatIsChangedInWhatIsSignedTakesTheProofAway() {
        byte[] response = response().der();
        int inner = OCSPResponse.getInstance(response)
                .getResponseBytes()
                .getResponse()
                .getOctetsLength();
        for (int i = response.length - inner; i < response.length; i++) {
            byte[] changed = response.clone();
            changed[i] ^= 1;
            OCSPResponse read;
            try {
                read = OCSPResponse.getInstance(changed);
            } catch (RuntimeException _notOne) {
                continue;
            }
            assertThat(StapledResponse.judge(read, SERVER, AUTHORITY.certificate(), NOW))
                    .as("byte %d", i)
                    .isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aResponderThatHasNoAnswerProvesNothing() {
        assertThat(StapledResponse.judge(
                        new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.TRY_LATER), null),
                        SERVER,
                        AUTHORITY.certificate(),
                        NOW))
                .isInstanceOf(Unknown.class);
    }
}
