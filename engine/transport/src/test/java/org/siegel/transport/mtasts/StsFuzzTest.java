package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.siegel.policy.DomainName;
import org.siegel.transport.http.HttpReply;

/** Whatever outsiders publish is read to its end or refused in words. */
class StsFuzzTest {

    @FuzzTest
    void anyRecordIsReadOrRefused(byte[] data) {
        StsRecord record = StsRecord.of(List.of(new String(data, StandardCharsets.ISO_8859_1)));

        if (record instanceof StsRecord.Present(var id)) {
            assertThat(id).matches("[A-Za-z0-9]{1,32}");
        }
    }

    @FuzzTest
    void anyPolicyIsReadOrRefused(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);

        if (StsPolicy.read(text) instanceof StsPolicy.Reading.Valid(var policy)) {
            assertThat(policy.maxAge()).isBetween(Duration.ZERO, StsPolicy.LONGEST);
            assertThat(policy.mode() == StsPolicy.Mode.NONE || !policy.hosts().isEmpty())
                    .isTrue();
            assertThat(StsPolicy.read(policy.text())).isEqualTo(new StsPolicy.Reading.Valid(policy));
            policy.names(DomainName.of("mx1.example.test"));
        }
    }

    @FuzzTest
    void anyHttpReplyIsReadOrRefused(byte[] data) {
        try {
            HttpReply reply = HttpReply.begin(new ByteArrayInputStream(data), 64 * 1024);
            assertThat(reply.status()).isBetween(0, 999);
            assertThat(reply.body().length).isLessThanOrEqualTo(64 * 1024);
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(HttpReply.Unacceptable.class);
        }
    }
}
