package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpReplyTest {

    @Test
    void lineEndsEscapesAndReversedWritingBecomeBlanks() {
        assertThat(new SmtpReply(550, "5.1.1 no\r\nsuch\u001B[2Juser\u202Egnp\0\u0085\u2028x\uD83D\n").text())
                .isEqualTo("5.1.1 no  such [2Juser gnp   x");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        String smileys = "a" + "\uD83D\uDE00".repeat(600_000);

        assertThat(new SmtpReply(250, smileys).text()).hasSize(999).endsWith("\uD83D\uDE00");
        assertThat(new SmtpReply(250, "x".repeat(1_000)).text()).hasSize(1_000);
        assertThat(new SmtpReply(250, "x".repeat(1_001)).text()).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 199, 600})
    void whatIsNoReplyCodeIsRefused(int code) {
        assertThatThrownBy(() -> new SmtpReply(code, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
