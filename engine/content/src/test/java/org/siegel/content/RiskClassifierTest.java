package org.siegel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.siegel.content.Samples.HIGH;
import static org.siegel.content.Samples.LOW;
import static org.siegel.content.Samples.NORMAL;
import static org.siegel.content.Samples.VERY_HIGH;
import static org.siegel.content.Samples.classify;
import static org.siegel.content.Samples.message;
import static org.siegel.content.Samples.withBody;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

class RiskClassifierTest {

    private static final String IBAN = "DE89370400440532013000";

    private final RiskClassifier classifier = Samples.everything();

    @Test
    void aMailWithNothingInItHasTheDefaultClass() {
        Risk risk = classify(classifier, withBody("Guten Tag,\nbis morgen.\n"));
        assertThat(risk.riskClass()).isEqualTo(LOW);
        assertThat(risk.reasons()).isEmpty();
    }

    @Test
    void anIbanIsCountedOnceHoweverOftenItOccurs() {
        Risk risk = classify(
                classifier,
                withBody("IBAN " + IBAN + "\nnochmals DE89 3704 0044 0532 0130 00\n" + "und AT611904300234573201."));
        assertThat(risk.riskClass()).isEqualTo(HIGH);
        assertThat(risk.reasons()).containsExactly(new RiskReason("iban", 2, "text", HIGH));
    }

    @Test
    void theHighestClassOfAllReasonsCounts() {
        Risk risk = classify(classifier, message("Subject: AW: [Geheim] Konto\n\n" + IBAN));
        assertThat(risk.riskClass()).isEqualTo(VERY_HIGH);
        assertThat(risk.reasons())
                .containsExactly(
                        new RiskReason("tag:geheim", 1, "subject", VERY_HIGH), new RiskReason("iban", 1, "text", HIGH));
    }

    @Test
    void aTagInTheBodyIsNoTag() {
        assertThat(classify(classifier, withBody("[vertraulich]\nDiese E-Mail ist vertraulich."))
                        .reasons())
                .isEmpty();
    }

    @Test
    void theSubjectIsScannedToo() {
        assertThat(classify(classifier, message("Subject: =?utf-8?q?=C3=9Cberweisung_" + IBAN + "?=\n\nGruss"))
                        .reasons())
                .containsExactly(new RiskReason("iban", 1, "subject", HIGH));
    }

    @Test
    void theHeaderSensitivityIsATagWhereverItStands() {
        Risk risk = classify(
                classifier,
                message("Sensitivity: Personal\nSubject: x\nSENSITIVITY:\n company-CONFIDENTIAL (by rule)\n\nText"));
        assertThat(risk.reasons())
                .containsExactly(new RiskReason("tag:company-confidential", 1, "header Sensitivity", HIGH));
    }

    @Test
    void wordsCountByDistinctWord() {
        var words = new WordRule("health", Set.of("Diagnose*", "Ärztin", "Krankheit"), 2, VERY_HIGH);
        RiskClassifier withWords = new RiskClassifier(Samples.policy(Samples.rules(List.of(words))));
        assertThat(classify(withWords, withBody("Diagnose Diagnosen Diagnosebericht"))
                        .reasons())
                .isEmpty();
        assertThat(classify(withWords, withBody("Die AERZTIN stellte die Diagno-\nse."))
                        .reasons())
                .containsExactly(new RiskReason("words:health", 2, "text", VERY_HIGH));
    }

    @Test
    void aPartThatIsNotReadLeadsToTheClassForThat() {
        Risk risk = classify(classifier, message("""
                Subject: Anlagen
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Anbei.
                --b
                Content-Type: application/pdf; name="Kuendigung Maier.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjcKJeLjz9MK
                --b
                Content-Type: application/pdf; name="b.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjcKJeLjz9MK
                --b--
                """));
        assertThat(risk.riskClass()).isEqualTo(NORMAL);
        assertThat(risk.reasons()).containsExactly(new RiskReason("not-scanned", 2, "application/pdf", NORMAL));
    }

    @Test
    void anEncryptedMailIsNotReadButItsSubjectIs() {
        Risk risk = classify(classifier, message("""
                Subject: [vertraulich] DE89370400440532013000
                Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m
                Content-Transfer-Encoding: base64

                MIAGCSqGSIb3DQEHA6CAMIACAQAx
                """));
        assertThat(risk.reasons())
                .containsExactly(
                        new RiskReason("tag:vertraulich", 1, "subject", HIGH),
                        new RiskReason("iban", 1, "subject", HIGH),
                        new RiskReason("encrypted-e2e", 1, "application/pkcs7-mime", NORMAL));
    }

    @Test
    void anUnknownDetectorIsNamedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> new RiskClassifier(Samples.policy(Samples.rules(List.of(), "ibann"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ibann'")
                .hasMessageContaining("iban, ");
        assertThat(RiskClassifier.knownDetectors())
                .contains("iban", "kvnr", "payment-card", "rentenversicherungsnummer", "steuer-id");
    }

    @Test
    void aSourceThatCannotBeReadIsOurFaultAndNoRisk() {
        assertThatThrownBy(() -> classifier.classify(() -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> classifier.classify(() -> new BreakingStream("Subject: x\r\n\r\nText")))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void noReasonGivesAwayWhatWasFound() {
        Risk risk = classify(classifier, message("""
                Subject: DE89 3704 0044 0532 0130 00
                Content-Type: application/x-4111111111111111; name="4111111111111111.txt"

                86 095 742 719
                """));
        assertThat(risk.toString())
                .doesNotContain("3704", "4111", "742")
                .contains("iban in subject", "payment-card in file name of attachment 1", "steuer-id");
    }
}
