package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.policy.KeyPin;
import org.siegel.policy.MxTrust;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.TlsSettings;

/** A partner whose key was confirmed out of band, in a domain whose DNS is not signed. */
@Tag("DSK-Q3")
class PinnedKeyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Identity SELF_SIGNED =
            TestAuthority.selfSigned(Network.CLOCK, "localhost").issue();

    private static KeyPin pin(Identity identity) {
        try {
            return KeyPin.of(MessageDigest.getInstance("SHA-256")
                    .digest(identity.certificate().getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Network partner(TlsSettings tls, Identity shown, Identity confirmed, LocalDate until) {
        return Network.unsigned("example.test", tls, shown)
                .trusting(MxTrust.DNSSEC, MxTrust.PINNED)
                .pinning(new PinnedMx(
                        DomainName.of("example.test"),
                        Set.of(),
                        Set.of(pin(confirmed)),
                        "by telephone",
                        Optional.of(TODAY.minusDays(30)),
                        until));
    }

    @Test
    void theRightKeyQualifiesWhateverTheCertificateSays() {
        try (Network network = partner(TlsSettings.modern(), SELF_SIGNED, SELF_SIGNED, TODAY)) {
            assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
        }
    }

    @Test
    void anotherKeyGetsNothingHoweverGoodItsCertificate() {
        Identity good = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = partner(TlsSettings.modern(), good, SELF_SIGNED, TODAY)) {
            for (TransportGrade demand : TransportGrade.values()) {
                assertThat(network.fate("example.test", demand)).isInstanceOf(Fate.Postponed.class);
            }
            network.assertNothingWasSent();
        }
    }

    @Test
    void withoutTlsNothingIsSent() {
        try (Network network = partner(TlsSettings.none(), SELF_SIGNED, SELF_SIGNED, TODAY)) {
            assertThat(network.fate("example.test", TransportGrade.NONE)).isInstanceOf(Fate.Postponed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    void aPinThatHasEndedHasNoEffect() {
        Identity good = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = partner(TlsSettings.modern(), good, good, TODAY.minusDays(1))) {
            assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            assertThat(network.fate("example.test", TransportGrade.MANDATORY)).isInstanceOf(Fate.Delivered.class);
        }
    }
}
