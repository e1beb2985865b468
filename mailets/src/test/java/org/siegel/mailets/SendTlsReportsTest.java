package org.siegel.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.siegel.mailets.reporting.TlsReportMark;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.TransportGrade;

class SendTlsReportsTest {

    @Test
    void whatComesHereIsMarkedAndDemandsNothing() throws Exception {
        SendTlsReports mailet = new SendTlsReports(Optional.empty());
        mailet.init(FakeMailetConfig.builder()
                .mailetContext(FakeMailContext.defaultContext())
                .setProperty("processor", "tls-report")
                .build());
        FakeMail mail = FakeMail.builder()
                .name("report")
                .sender("tls-reports@siegel.test")
                .recipient("tls@example.test")
                .build();
        assertThat(TlsReportMark.isOn(mail)).isFalse();

        mailet.service(mail);

        assertThat(TlsReportMark.isOn(mail)).isTrue();
        assertThat(MailDecisions.of(mail, new MailAddress("tls@example.test")))
                .hasValueSatisfying(
                        noted -> assertThat(noted.decision().demand()).isEqualTo(TransportGrade.NONE));
    }

    @Test
    void anUnknownParameterStopsTheStart() {
        assertThatThrownBy(() -> new SendTlsReports(Optional.empty())
                        .init(FakeMailetConfig.builder()
                                .mailetContext(FakeMailContext.defaultContext())
                                .setProperty("gateway", "x")
                                .build()))
                .isInstanceOf(MessagingException.class);
    }
}
