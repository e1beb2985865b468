package org.siegel.benchmarks.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.siegel.james.policy.PolicyReader;

/** The scan and accuracy benchmarks judge by the shipped policy; James is not there to bring what reads it. */
class ShippedPolicyTest {

    @Test
    void isReadWithWhatTheBenchmarksBring() {
        Path policy = Path.of("..", "james-conf", "conf", "adaptive-encryption.xml");

        assertThat(PolicyReader.read(policy).content().detectors()).isNotEmpty();
    }
}
