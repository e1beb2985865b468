package org.siegel.content.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Samples.HIGH;
import static org.siegel.content.Samples.NORMAL;
import static org.siegel.content.Samples.VERY_HIGH;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.mime.EncodedWords;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules;

class SubjectTagsTest {

    private final SubjectTags tags = new SubjectTags(Map.of(
            "vertraulich", HIGH,
            "streng geheim", VERY_HIGH,
            "#sicher", NORMAL,
            "verschlüsseln", HIGH,
            "tlp:red", VERY_HIGH,
            "tlp:amber", HIGH));

    private List<String> in(String subject) {
        return tags.in(EncodedWords.decode(subject)).stream()
                .map(RiskReason::kind)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[vertraulich] Ihr Antrag",
                "Ihr Antrag [vertraulich]",
                "Ihr Antrag [ VER TRAULICH ] ",
                "[Vertraulich]",
                "[vertraulich]Ihr Antrag",
                "Ihr Antrag[vertraulich]",
                "(Vertraulich) Ihr Antrag",
                "Ihr Antrag (Vertraulich)",
                "Ihr Antrag (Vertraulich) -",
                "#vertraulich Ihr Antrag",
                "Ihr Antrag #Vertraulich",
                "Ihr Antrag #vertraulich.",
                "AW: [vertraulich] Ihr Antrag",
                "Re: AW: WG: Fwd:[vertraulich] Ihr Antrag",
                "RE[2]: AW (3) : [vertraulich] Ihr Antrag",
                "[vertraulich] Re: Ihr Antrag",
                "[EXTERN] [vertraulich] Ihr Antrag",
                "AW: [Ticket#4711] Re: [vertraulich]: Ihr Antrag",
                "[PW:x, vertraulich ] Ihr Antrag",
                "[vertraulich,eilig]",
                "Ihr Antrag [vertraulich] [eilig]",
                "Ihr Antrag [vertraulich] (Az. 12/3)",
                "=?utf-8?B?W3ZlcnRyYXVsaWNoXSBJaHIgQW50cmFn?=",
                "=?iso-8859-1?Q?=5Bvertraulich=5D_Ihr_Antrag?=",
                "=?utf-8?q?Ihr_Antrag_=5Bvertr?= =?utf-8?q?aulich=5D?=",
                "\uFF3B\uFF56ertraulich\uFF3D Ihr Antrag",
                "[ver\u200Btraulich] Ihr Antrag",
                "[\u00A0vertraulich\u00A0]\u00A0Ihr Antrag"
            })
    void isATag(String subject) {
        assertThat(in(subject)).containsExactly("tag:vertraulich");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ihr Antrag [vertraulich] vom Montag",
                "Vertraulich Ihr Antrag",
                "Ihr Antrag vertraulich",
                "Vertraulichkeitshinweis (nicht vertraulich)",
                "[vertraulich Ihr Antrag",
                "Ihr Antrag vertraulich]",
                "[vertraulichkeit] Ihr Antrag",
                "[un vertraulich]",
                "Ihr #vertraulich Antrag",
                "Xyz: [vertraulich] Ihr Antrag",
                "",
                "[]",
                "[[[[",
                "]]]]",
                "#",
                "Re:",
                "tlp:",
                "TLP:GREEN Lage"
            })
    void isNoTag(String subject) {
        assertThat(in(subject)).isEmpty();
    }

    @Test
    void severalTagsInOneBracketAndInSeveral() {
        assertThat(in("AW: [vertraulich, Streng Geheim] [x] #sicher Antrag (TLP:RED)"))
                .containsExactly("tag:vertraulich", "tag:strenggeheim", "tag:sicher", "tag:tlp:red");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLP:RED Lage", "AW: tlp:red - Lage", "Lage TLP:RED", "Lage TLP: RED", "[TLP:RED] Lage"})
    void labelsOfTheTrafficLightProtocolNeedNoBracket(String subject) {
        assertThat(in(subject)).containsExactly("tag:tlp:red");
    }

    @Test
    void aStricterLabelThatThePolicyDoesNotNameCountsAsTheOneItTightens() {
        assertThat(in("TLP:AMBER+STRICT Lage")).containsExactly("tag:tlp:amber");
        assertThat(in("Lage TLP:REDDISH")).isEmpty();
    }

    @Test
    void umlautsInEveryEncoding() {
        assertThat(in("[VERSCHL\u00DCSSELN] x")).containsExactly("tag:verschlüsseln");
        assertThat(in("[verschlu\u0308sseln] x")).containsExactly("tag:verschlüsseln");
        assertThat(in("=?iso-8859-1?Q?=5Bverschl=FCsseln=5D?= x")).containsExactly("tag:verschlüsseln");
    }

    private final SubjectTags more = new SubjectTags(
            Map.of(
                    "vs-nfd",
                    VERY_HIGH,
                    "vs-nur für den dienstgebrauch",
                    VERY_HIGH,
                    "vertraulich",
                    HIGH,
                    "tlp:red",
                    HIGH),
            new TagRules(
                    Set.of("vs-nfd", "vs-nur für den dienstgebrauch"),
                    Set.of("vs-nfd", "vertraulich", "tlp:red"),
                    Map.of(),
                    List.of(),
                    Map.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VS-NfD Lage",
                "VS-NfD: Lage",
                "AW: VS - NfD - Lage",
                "Lage VS\u2013NfD",
                "Lage - VS-NFD",
                "[VS-NfD] Lage",
                "Lage (VS \u2013 NfD)",
                "Lage #vs-nfd",
                "VS-NfD",
                "V\u200BS-NfD Lage"
            })
    void aBareTagNeedsNoBracket(String subject) {
        assertThat(more.in(subject)).extracting(RiskReason::kind).containsExactly("tag:vs-nfd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"VS \u2013 NUR F\u00DCR DEN DIENSTGEBRAUCH Lage", "Lage VS-Nur fu\u0308r den Dienstgebrauch"})
    void aBareTagMayBeSeveralWords(String subject) {
        assertThat(more.in(subject)).extracting(RiskReason::kind).containsExactly("tag:vs-nurfürdendienstgebrauch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Was ist VS-NfD eigentlich?", "VS-NfDx Lage", "xVS-NfD Lage", "Lage AVS-NfD", "Vertraulich Lage"
            })
    void inTheMidstOrWithinAWordItIsNone(String subject) {
        assertThat(more.in(subject)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [vertraulich] Ihr Antrag              | Ihr Antrag
            Ihr Antrag [VER TRAULICH]             | Ihr Antrag
            AW: [vertraulich] Ihr Antrag          | AW: Ihr Antrag
            [vertraulich, eilig] Ihr Antrag       | [ eilig] Ihr Antrag
            [eilig, vertraulich] Ihr Antrag       | [eilig] Ihr Antrag
            [vertraulich][VS-NfD] Ihr Antrag      | Ihr Antrag
            Ihr #Antrag #vertraulich              | Ihr #Antrag
            TLP:RED Größe und Maß                 | Größe und Maß
            VS-NfD: Lage (vertraulich)            | : Lage
            (Vertraulich) GROSS und klein [x]     | GROSS und klein [x]
            """)
    void whatIsStrippedLeavesTheRestAsItWas(String subject, String rest) {
        assertThat(more.without(subject)).contains(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ihr Antrag", "Ihr [vertraulich] Antrag", "", "[geheim] x"})
    void whatHasNoneStaysAsItIs(String subject) {
        assertThat(more.without(subject)).isEmpty();
        assertThat(tags.without("[vertraulich] " + subject)).isEmpty();
    }

    /** What was stripped is gone for whoever looks again, and nothing else is lost. */
    @Test
    void strippingLeavesNoTagBehind() {
        SplittableRandom random = new SplittableRandom(42);
        List<String> pieces = List.of(
                "[", "]", "(", ")", ",", " ", "#", "vertraulich", "VS-NfD", "TLP:RED", "AW:", "x", "\u00DF", "-");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder subject = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                subject.append(pieces.get(random.nextInt(pieces.size())));
            }
            String written = subject.toString();
            more.without(written).ifPresent(rest -> {
                assertThat(written.length()).isGreaterThan(rest.length());
                assertThat(rest.chars().filter(c -> c == 'x').count())
                        .isEqualTo(written.chars().filter(c -> c == 'x').count());
            });
            assertThat(more.without(written).isPresent())
                    .describedAs(written)
                    .isEqualTo(!more.in(written).isEmpty());
        }
    }
}
