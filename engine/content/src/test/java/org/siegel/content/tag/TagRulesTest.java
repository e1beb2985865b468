package org.siegel.content.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Samples.HIGH;
import static org.siegel.content.Samples.LOW;
import static org.siegel.content.Samples.NORMAL;
import static org.siegel.content.Samples.VERY_HIGH;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.MessageSource;
import org.siegel.content.Packed;
import org.siegel.content.RiskClassifier;
import org.siegel.content.Samples;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.Correspondence;
import org.siegel.policy.NotScanned;
import org.siegel.policy.OwnRules;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules;
import org.siegel.policy.TagRules.Label;
import org.siegel.policy.TagRules.Trigger;

/** What tags beside those of subject and header say, and how far a tag lowers. */
class TagRulesTest {

    private static final String OWN = "99998888-7777-6666-5555-444433332222";
    private static final String OTHER = "00001111-2222-3333-4444-555566667777";
    private static final String LABEL = "1f2e3d4c-1111-2222-3333-444455556666";
    private static final String IBAN = "DE89370400440532013000";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----";

    private final RiskClassifier classifier = new RiskClassifier(Samples.policy(new ContentRules(
            Map.of("plain", LOW, "vertraulich", VERY_HIGH),
            List.of(),
            List.of(new DetectorRule("iban", 1, NORMAL), new DetectorRule("private-key", 1, VERY_HIGH)),
            List.of(),
            new NotScanned(HIGH),
            OwnRules.NONE,
            new TagRules(
                    Set.of(),
                    Set.of(),
                    Map.of("plain", HIGH),
                    List.of(
                            new Label(Optional.of(LABEL), Optional.empty(), Optional.of(OWN), HIGH),
                            new Label(Optional.empty(), Optional.of("Geheim"), Optional.of(OWN), VERY_HIGH)),
                    Map.of(
                            Trigger.SMIME_SIGNED, NORMAL,
                            Trigger.SMIME_ENCRYPTED, HIGH,
                            Trigger.PGP_SIGNED, NORMAL,
                            Trigger.PGP_ENCRYPTED, HIGH,
                            Trigger.REQUIRETLS, HIGH)))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MSIP_Label_ID_Enabled=True; MSIP_Label_ID_SiteId=OWN; MSIP_Label_ID_Name=x;      | tag:label:1f2e3d4c-1111-2222-3333-444455556666
            MSIP_Label_ID_SiteId=OWN                                                         | tag:label:1f2e3d4c-1111-2222-3333-444455556666
            MSIP_Label_ID_Enabled=true                                                       | tag:label:1f2e3d4c-1111-2222-3333-444455556666
            msip_label_{ID}_enabled = TRUE                                                   | tag:label:1f2e3d4c-1111-2222-3333-444455556666
            MSIP_Label_NEW_Enabled=True; MSIP_Label_NEW_SiteId=OWN; MSIP_Label_NEW_Name=geheim | tag:label:geheim
            """)
    void aLabelOfTheOwnTenantCounts(String field, String kind) {
        Risk risk = classify("msip_labels: " + labels(field) + "\n\nx");
        assertThat(risk.reasons()).extracting(RiskReason::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSIP_Label_ID_Enabled=False; MSIP_Label_ID_SiteId=OWN",
                "MSIP_Label_ID_Enabled=True; MSIP_Label_ID_SiteId=OTHER",
                "MSIP_Label_NEW_Enabled=True; MSIP_Label_NEW_SiteId=OTHER; MSIP_Label_NEW_Name=Geheim",
                "MSIP_Label_NEW_Name=Streng Geheim; MSIP_Label_NEW_SiteId=OWN",
                "MSIP_Label_=x; MSIP_Label_short_Name=Geheim"
            })
    void oneThatWasTakenOffOrIsOfOthersDoesNot(String field) {
        assertThat(classify("msip_labels: " + labels(field) + "\n\nx").reasons())
                .isEmpty();
    }

    @Test
    void amongLabelsOfSeveralTenantsTheOwnCounts() {
        String several = "MSIP_Label_NEW_Enabled=True; MSIP_Label_NEW_SiteId=OTHER; MSIP_Label_NEW_Name=Geheim;"
                + " MSIP_Label_ID_Enabled=True; MSIP_Label_ID_SiteId=OWN; MSIP_Label_ID_Name=Geheim";
        assertThat(classify("msip_labels: " + labels(several) + "\n\nx").reasons())
                .extracting(RiskReason::kind)
                .containsExactly("tag:label:" + LABEL, "tag:label:geheim");
    }

    @Test
    void aLabelInADocumentCounts() {
        String properties = "<Properties><property name=\"MSIP_Label_ID_Enabled\"><lpwstr>true</lpwstr></property>"
                + "<property name=\"MSIP_Label_ID_SiteId\"><lpwstr>OWN</lpwstr></property></Properties>";
        byte[] byCustom = Packed.ooxml("word/document.xml", "<t>x</t>", "docProps/custom.xml", labels(properties));
        byte[] byInfo = Packed.ooxml(
                "word/document.xml",
                "<t>x</t>",
                "docMetadata/LabelInfo.xml",
                labels("<labelList><label id=\"{ID}\" enabled=\"1\" siteId=\"{OWN}\"/></labelList>"));
        for (byte[] document : List.of(byCustom, byInfo, Packed.zip(Map.of("a.docx", byCustom)))) {
            assertThat(classify(Packed.attached(document), Correspondence.UNKNOWN)
                            .reasons())
                    .contains(new RiskReason("tag:label:" + LABEL, 1, "properties of a document", HIGH));
        }
        byte[] ofOthers = Packed.ooxml(
                "word/document.xml", "<t>x</t>", "docProps/custom.xml", labels(properties.replace("OWN", "OTHER")));
        assertThat(classify(Packed.attached(ofOthers), Correspondence.UNKNOWN).reasons())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/signed; protocol="application/pkcs7-signature"; boundary=b   | tag:smime-signed
            multipart/signed; protocol="application/pgp-signature"; boundary=b     | tag:pgp-signed
            multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b  | tag:pgp-encrypted
            application/pkcs7-mime; smime-type=enveloped-data                      | tag:smime-encrypted
            application/x-pkcs7-mime; smime-type=authEnveloped-data                | tag:smime-encrypted
            application/pkcs7-mime; smime-type=signed-data                         | tag:smime-signed
            """)
    void howAMessageIsBuiltIsATag(String contentType, String kind) {
        assertThat(classify("Content-Type: " + contentType + "\n\nx").reasons())
                .extracting(RiskReason::kind)
                .contains(kind);
        // that of a message within it says nothing about this one
        assertThat(classify("Content-Type: message/rfc822\n\nContent-Type: " + contentType + "\n\nx")
                        .reasons())
                .extracting(RiskReason::kind)
                .doesNotContain(kind);
    }

    @Test
    void requireTlsIsATagOfTheEnvelope() {
        Correspondence asked = new Correspondence(Optional.empty(), List.of(), true);
        assertThat(classify(Samples.withBody("x"), asked).reasons())
                .containsExactly(new RiskReason("tag:requiretls", 1, "envelope", HIGH));
        assertThat(classify(Samples.withBody("x"), Correspondence.UNKNOWN).reasons())
                .isEmpty();
    }

    @Test
    void aTagLowersWhatThePolicyAllowsAndThatIsSaid() {
        Risk risk = classify("Subject: [plain] Konto\n\n" + IBAN);
        assertThat(risk.riskClass()).isEqualTo(LOW);
        assertThat(risk.reasons())
                .extracting(RiskReason::toString)
                .containsExactly(
                        "tag:plain in subject -> low",
                        "iban in text -> normal",
                        "lowered-by-tag in iban in text -> low");
    }

    @Test
    void itLowersNothingElse() {
        assertThat(classify("Subject: [plain] x\n\n" + KEY).riskClass()).isEqualTo(VERY_HIGH);
        assertThat(classify("Subject: [plain] x\n\n" + IBAN + " " + KEY).riskClass())
                .isEqualTo(VERY_HIGH);
        assertThat(classify("Subject: [plain, vertraulich] x\n\n" + IBAN).riskClass())
                .isEqualTo(VERY_HIGH);
        assertThat(classify("Subject: [plain] x\nContent-Type: application/pdf\n\n%PDF-1.4")
                        .riskClass())
                .isEqualTo(HIGH);
        assertThat(classify("Subject: Konto\n\n[plain]\n" + IBAN).riskClass()).isEqualTo(NORMAL);
        assertThat(classify("Subject: Konto\nX-Tag: [plain]\n\n" + IBAN).riskClass())
                .isEqualTo(NORMAL);
    }

    private static String labels(String text) {
        return text.replace("OWN", OWN)
                .replace("OTHER", OTHER)
                .replace("_ID_", "_" + LABEL + "_")
                .replace("{ID}", "{" + LABEL + "}")
                .replace("_NEW_", "_" + OTHER + "_");
    }

    private Risk classify(String message) {
        return classify(Samples.message(message), Correspondence.UNKNOWN);
    }

    private Risk classify(MessageSource source, Correspondence between) {
        try {
            return classifier.classify(source, between);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
