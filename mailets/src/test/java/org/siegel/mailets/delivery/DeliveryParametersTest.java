package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.TransportGrade;

class DeliveryParametersTest {

    @Test
    void withoutParametersThePolicyAloneDemands() throws MessagingException {
        DeliveryParameters parameters =
                DeliveryParameters.of(FakeMailetConfig.builder().build());

        assertThat(parameters.outgoing()).isEqualTo("outgoing");
        assertThat(parameters.gateway()).isEmpty();
        assertThat(parameters.requiredGrade()).isEqualTo(TransportGrade.NONE);
    }

    @Test
    void aGatewayIsReachedOverMandatoryTlsUnlessSaidOtherwise() throws MessagingException {
        DeliveryParameters parameters = DeliveryParameters.of(FakeMailetConfig.builder()
                .setProperty("gateway", "192.0.2.1")
                .setProperty("gatewayPort", "2525")
                .build());

        assertThat(parameters.gateway()).hasValueSatisfying(gateway -> {
            assertThat(gateway.port()).isEqualTo(2525);
            assertThat(gateway.address()).isPresent();
        });
        assertThat(parameters.requiredGrade()).isEqualTo(TransportGrade.MANDATORY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            startTLS       | true      | demanded by the policy
            sslEnable      | true      | demanded by the policy
            timeout        | 5         | smtp.command-timeout
            maxRetrys      | 3         | it is unknown
            maxRetries     | many      | whole number
            delayTime      | soon      | 5 min
            requiredGrade  | good      | none, opportunistic, mandatory, qualified
            gatewayPort    | x         | whole number
            """)
    void whatIsUnknownOrWeakensOrIsWrongStopsTheStart(String name, String value, String said) {
        FakeMailetConfig config = FakeMailetConfig.builder()
                .setProperty("gateway", "192.0.2.1")
                .setProperty(name, value)
                .build();

        assertThatThrownBy(() -> DeliveryParameters.of(config))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(said);
    }
}
