package org.siegel.content.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Samples.HIGH;
import static org.siegel.content.Samples.NORMAL;
import static org.siegel.content.Samples.VERY_HIGH;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.mime.EncodedWords;
import org.siegel.policy.RiskReason;

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
}
