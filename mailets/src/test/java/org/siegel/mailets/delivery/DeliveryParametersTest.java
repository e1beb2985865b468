package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.time.Duration;
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

    @Test
    void theNamesThatAdministratorsKnow() throws MessagingException {
        DeliveryParameters parameters = DeliveryParameters.of(FakeMailetConfig.builder()
                .setProperty("gateway", "relay.example.org")
                .setProperty("gatewayTls", "implicit")
                .setProperty("gatewayUsername", "me")
                .setProperty("gatewayPassword", "hidden words")
                .setProperty("heloName", "mail.example.org")
                .setProperty("bind", "192.0.2.7")
                .setProperty("timeout", "180000")
                .setProperty("connectionTimeout", "30 s")
                .setProperty("maxRetries", "5")
                .setProperty("maxDnsProblemRetries", "2")
                .setProperty("delayedProcessor", "delayed")
                .setProperty("delayedAfter", "2 h")
                .setProperty("debug", "true")
                .build());

        assertThat(parameters.gateway())
                .hasValueSatisfying(gateway -> assertThat(gateway.port()).isEqualTo(465));
        assertThat(parameters.sender().isImplicitTls()).isTrue();
        assertThat(parameters.sender().heloName()).hasValue("mail.example.org");
        assertThat(parameters.sender().bind()).isPresent();
        assertThat(parameters.sender().timeout()).hasValue(Duration.ofMinutes(3));
        assertThat(parameters.sender().connectTimeout()).hasValue(Duration.ofSeconds(30));
        assertThat(parameters.maxDnsRetries()).isEqualTo(2);
        assertThat(parameters.after().delayedAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(parameters.toString()).doesNotContain("hidden words");
    }

    @ParameterizedTest
    @CsvSource({"gatewayPort, 25", "gatewayTls, implicit"})
    void whatIsAboutAGatewayNeedsOne(String name, String value) {
        FakeMailetConfig config =
                FakeMailetConfig.builder().setProperty(name, value).build();

        assertThatThrownBy(() -> DeliveryParameters.of(config)).hasMessageContaining(name + " needs a <gateway>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            startTLS       | true      | demanded by the policy
            sslEnable      | true      | demanded by the policy
            timeout        | soon      | 30 s
            bind           | localhost | IP address
            debug          | yes       | true or false
            gatewayTls     | ssl       | implicit
            gatewayUsername | me       | gatewayPassword
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
