package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.TlsSettings;

/** What MTA-STS does to predictions and to mail, in a domain whose DNS is not signed unless said otherwise. */
class MtaStsTest {

    private static final String ENFORCE = "version: STSv1\nmode: enforce\nmx: mx1.example.test\nmax_age: 604800\n";
    private static final String TESTING = ENFORCE.replace("enforce", "testing");
    private static final String OTHER_MX = ENFORCE.replace("mx1.", "mx9.");
    private static final Identity POLICY_HOST = Network.AUTHORITY.issue("mta-sts.example.test");
    private static final Identity GOOD = Network.AUTHORITY.issue("mx1.example.test");

    private static Network world(TlsSettings tls, Identity server, Identity policyHost, String policy) {
        Network network = new Network();
        network.server(tls, server);
        return network.zones(zones -> zones.unsigned(
                        "example.test",
                        "@ MX 10 mx1",
                        "mx1 A 127.0.7.1",
                        "mta-sts A 127.0.0.1",
                        "_mta-sts TXT \"v=STSv1; id=1\""))
                .policyHost(policyHost, policy)
                .trusting(MxTrust.DNSSEC, MxTrust.MTA_STS);
    }

    private static Network world(Identity server, String policy) {
        return world(TlsSettings.modern(), server, POLICY_HOST, policy);
    }

    private static TransportGrade grade(Network network) {
        return ((Prediction.Known) network.predict("example.test")).grade();
    }

    private static Finding finding(Network network, Criterion criterion) {
        return network
                .deliver("example.test", TransportGrade.MANDATORY)
                .facts()
                .orElseThrow()
                .judgement()
                .findings()
                .stream()
                .filter(finding -> finding.criterion() == criterion)
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingIsSent(Network network, String why) {
        assertThat(network.predict("example.test")).isInstanceOf(Prediction.Undetermined.class);
        for (TransportGrade demand : TransportGrade.values()) {
            assertThat(network.fate("example.test", demand))
                    .as("a mail that demands %s", demand)
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            fate -> assertThat(fate.words()).contains(why));
        }
        network.assertNothingWasSent();
    }

    @Test
    @Tag("DSK-Q2")
    @Tag("RFC8461-M7")
    void anEnforcedPolicyQualifiesWhereTheOfficerLetsItCount() {
        try (Network network = world(GOOD, ENFORCE)) {
            assertThat(grade(network)).isEqualTo(TransportGrade.QUALIFIED);
            assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(finding(network, Criterion.MX_SECURITY).detail()).contains("MTA-STS");
        }
        try (Network network = world(GOOD, ENFORCE).trusting(MxTrust.DNSSEC, MxTrust.PINNED)) {
            assertThat(grade(network)).isEqualTo(TransportGrade.MANDATORY);
            assertThat(finding(network, Criterion.MTA_STS).status()).isEqualTo(Finding.Status.PASSED);
        }
    }

    @Test
    @Tag("DSK-Q2")
    @Tag("RFC8461-M8")
    void aTestedPolicyNeitherQualifiesNorHindersButIsTold() {
        try (Network network = world(GOOD, TESTING)) {
            assertThat(grade(network)).isEqualTo(TransportGrade.MANDATORY);
        }
        try (Network network = world(GOOD, OTHER_MX.replace("enforce", "testing"))) {
            assertThat(network.fate("example.test", TransportGrade.MANDATORY)).isInstanceOf(Fate.Delivered.class);
            assertThat(finding(network, Criterion.MTA_STS).detail()).contains("testing", "does not name");
        }
    }

    @Test
    @Tag("RFC8461-M8")
    void aPolicyOfModeNoneIsNoPolicy() {
        try (Network network = world(GOOD, "version: STSv1\nmode: none\nmax_age: 86400\n")) {
            assertThat(grade(network)).isEqualTo(TransportGrade.MANDATORY);
        }
    }

    @Test
    @Tag("RFC8461-M6")
    @Tag("RFC8461-M8")
    void aHostThatAnEnforcedPolicyDoesNotNameGetsNothing() {
        try (Network network = world(GOOD, OTHER_MX)) {
            assertNothingIsSent(network, "does not name");
        }
    }

    @Test
    @Tag("RFC8461-M7")
    @Tag("RFC8461-M8")
    void aHostWithoutAGoodCertificateForItsNameGetsNothing() {
        Identity[] bad = {
            TestAuthority.selfSigned(Network.CLOCK, "mx1.example.test").issue(),
            Network.AUTHORITY.plan("mx1.example.test").expired().issue(),
            Network.AUTHORITY.plan("mx1.example.test").commonNameOnly().issue(),
            Network.AUTHORITY.issue("example.test")
        };
        for (Identity identity : bad) {
            try (Network network = world(identity, ENFORCE)) {
                assertNothingIsSent(network, "MTA-STS");
            }
        }
    }

    @Test
    @Tag("RFC8461-M8")
    void aHostWithoutTlsGetsNothing() {
        try (Network network = world(TlsSettings.none(), GOOD, POLICY_HOST, ENFORCE)) {
            assertNothingIsSent(network, "offers no TLS");
        }
    }

    @Test
    @Tag("RFC8461-M10")
    void aHostThatSpeaksOnlyOldTlsGetsNothing() {
        Identity rsa = Network.AUTHORITY
                .plan("mx1.example.test")
                .key(KeyKind.rsa(2048))
                .issue();
        try (Network network = world(TlsSettings.tls10Only(), rsa, POLICY_HOST, ENFORCE)) {
            assertThat(network.fate("example.test", TransportGrade.OPPORTUNISTIC))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            fate -> assertThat(fate.words()).contains("it speaks TLSv1"));
            assertThat(network.fate("example.test", TransportGrade.NONE)).isInstanceOf(Fate.Postponed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    @Tag("RFC8461-M8")
    void theNextServerIsTriedThatFits() {
        Network network = new Network();
        network.server(Network.AUTHORITY.issue("mx2.example.test"));
        network.server(GOOD);
        try (network) {
            network.zones(zones -> zones.unsigned(
                            "example.test",
                            "@ MX 10 mx2",
                            "@ MX 20 mx1",
                            "mx2 A 127.0.7.1",
                            "mx1 A 127.0.7.2",
                            "mta-sts A 127.0.0.1",
                            "_mta-sts TXT \"v=STSv1; id=1\""))
                    .policyHost(POLICY_HOST, ENFORCE)
                    .trusting(MxTrust.MTA_STS);
            assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            Network.assertNothingWasSent(network.sink(1));
        }
    }

    @Test
    @Tag("RFC8461-M1")
    void aPolicyDoesNotMakeGoodWhatFailsByDane() {
        Network network = new Network();
        network.server(GOOD);
        Identity published = Network.AUTHORITY.issue("mx1.example.test");
        try (network) {
            network.zones(zones -> zones.signed(
                            "example.test",
                            "@ MX 10 mx1",
                            "mx1 A 127.0.7.1",
                            network.daneEe("mx1", published),
                            "mta-sts A 127.0.0.1",
                            "_mta-sts TXT \"v=STSv1; id=1\""))
                    .policyHost(POLICY_HOST, ENFORCE)
                    .trusting(MxTrust.DNSSEC, MxTrust.MTA_STS);
            assertNothingIsSent(network, "DANE");
        }
    }

    @Test
    @Tag("RFC8461-M1")
    void whereDaneDecidesThePolicyAsksForNoOtherCertificate() {
        Network network = new Network();
        Identity own =
                TestAuthority.selfSigned(Network.CLOCK, "mx1.example.test").issue();
        network.server(own);
        try (network) {
            network.zones(zones -> zones.signed(
                            "example.test",
                            "@ MX 10 mx1",
                            "mx1 A 127.0.7.1",
                            network.daneEe("mx1", own),
                            "mta-sts A 127.0.0.1",
                            "_mta-sts TXT \"v=STSv1; id=1\""))
                    .policyHost(POLICY_HOST, OTHER_MX);
            assertThat(grade(network)).isEqualTo(TransportGrade.QUALIFIED);
        }
    }

    @Test
    @Tag("RFC8461-M11")
    @Tag("TR03108P-J02")
    @Tag("TR03108P-J03")
    @Tag("TR03108P-J04")
    void aPolicyThatCannotBeHadQualifiesNothingAndIsTold() {
        Identity[] bad = {
            Network.AUTHORITY.plan("mta-sts.example.test").expired().issue(),
            TestAuthority.root(Network.CLOCK).issue("mta-sts.example.test"),
            Network.AUTHORITY.issue("www.example.test")
        };
        for (Identity identity : bad) {
            try (Network network = world(TlsSettings.modern(), GOOD, identity, ENFORCE)) {
                assertThat(grade(network)).isEqualTo(TransportGrade.MANDATORY);
                assertThat(finding(network, Criterion.MTA_STS).detail()).contains("could not be had", "certificate");
            }
        }
    }
}
