package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** Whatever a server says is a reply or a violation, and nothing of it can drive a terminal or a log. */
class ReplyFuzzTest {

    @FuzzTest
    void anythingIsRepliesUntilItIsNone(byte[] data) {
        ReplyReader reader = new ReplyReader(new ByteArrayInputStream(data));
        try {
            while (true) {
                SmtpReply reply = reader.next();
                assertThat(reply.code()).isBetween(200, 599);
                assertThat(reply.lines()).isNotEmpty();
                assertThat(reply.text()).doesNotContainPattern("\\p{Cntrl}");
                Capabilities capabilities = Capabilities.of(reply);
                capabilities.parameters(Extension.AUTH);
                capabilities.offers(Extension.STARTTLS);
            }
        } catch (IOException refused) {
            assertThat(List.of(EOFException.class, ReplyViolation.class)).contains(refused.getClass());
        }
    }
}
