package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the digest of a key is written. */
class KeyPinTest {

    private static final String HEX = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "6B86B273FF34FCE19D6B804EFF5A3F5747ADA4EAA22F1D49C01E52DDB7875B4B",
                "6b:86:b2:73:ff:34:fc:e1:9d:6b:80:4e:ff:5a:3f:57:47:ad:a4:ea:a2:2f:1d:49:c0:1e:52:dd:b7:87:5b:4b",
                "a4aycy/zT/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0="
            })
    void hexadecimalAndBase64AreRead(String text) {
        assertThat(KeyPin.fromConfig(text).sha256()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6b86", HEX + "00", "a4aycy/zTw==", "not a digest"})
    void whatIsNoDigestIsRefusedInWords(String text) {
        assertThatThrownBy(() -> KeyPin.fromConfig(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHA-256");
    }
}
