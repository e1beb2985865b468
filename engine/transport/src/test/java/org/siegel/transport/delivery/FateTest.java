package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.transport.smtp.EnhancedStatus;
import org.siegel.transport.smtp.Stage;

/** Which refusals are about what a message contains, as far as its sender can tell. */
class FateTest {

    @ParameterizedTest
    @CsvSource({
        "5, 7, 0, END_OF_DATA, true",
        "5, 7, 1, END_OF_DATA, true",
        "5, 7, 1, CONTENT, true",
        "5, 7, 1, RCPT, false",
        "5, 7, 1, MAIL, false",
        "5, 7, 1, DATA, false",
        "5, 7, 10, END_OF_DATA, false",
        "5, 7, 26, END_OF_DATA, false",
        "5, 1, 1, END_OF_DATA, false",
        "5, 3, 4, END_OF_DATA, false",
        "5, 0, 0, END_OF_DATA, false",
    })
    void onlyAPolicyReplyToTheWholeMessageIsAboutItsContent(
            int category, int subject, int detail, Stage stage, boolean expected) {
        var refused = new Fate.Refused(new EnhancedStatus(category, subject, detail), "no", stage);
        assertThat(refused.isAboutContent()).isEqualTo(expected);
    }
}
