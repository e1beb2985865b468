package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The domain that senders answer to must be none that everybody may write to. */
class ReplyDomainIT {

    @Test
    void withADomainOfItsOwnForAnswersTheGatewayDoesNotStart(@TempDir Path home) {
        assertThatThrownBy(() ->
                        RunningOffice.open(home, conf -> conf.set("siegel.properties", "ask.reply-domain", World.OWN)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("has stopped instead of getting ready")
                .hasMessageContaining("ask.reply-domain is " + World.OWN);
    }
}
