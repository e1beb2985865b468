package org.siegel.content.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Samples.HIGH;
import static org.siegel.content.Samples.VERY_HIGH;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.ContentRules.HeaderTag;

class HeaderTagsTest {

    private final HeaderTags tags = new HeaderTags(List.of(
            new HeaderTag("Sensitivity", "Company-Confidential", HIGH),
            new HeaderTag("msip_labels", "MSIP_Label_1f2e_Name=Streng geheim", VERY_HIGH)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Company-Confidential",
                "company-confidential",
                "  COMPANY-CONFIDENTIAL ",
                "Company-Confidential (set by the add-in; see manual)",
                "Company-Confidential; by=user",
                "\"Company-Confidential\"",
                "(a (nested) comment) Company-Confidential"
            })
    void aValueCountsWithoutCommentsAndParameters(String body) {
        assertThat(tags.in("sensitivity", body))
                .singleElement()
                .hasToString("tag:company-confidential in header Sensitivity -> high");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Personal", "Not-Company-Confidential", "Company-Confidential-2", "(Company-Confidential)"})
    void anotherValueDoesNot(String body) {
        assertThat(tags.in("Sensitivity", body)).isEmpty();
    }

    @Test
    void oneLabelAmongSeveralCounts() {
        assertThat(tags.in("MSIP_Labels", "MSIP_Label_1f2e_Enabled=True; MSIP_Label_1f2e_Name=streng  geheim;"))
                .hasSize(1);
        assertThat(tags.in("X-MSIP_Labels", "MSIP_Label_1f2e_Name=Streng geheim"))
                .isEmpty();
    }
}
