package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.reporting.TlsReportMark;
import org.siegel.mailets.reporting.TlsReporting;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.Decision;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;

/**
 * The way out for our own reports about TLS (RFC 8460). It stands in a processor of its own, where nothing else leads: whatever
 * comes here is taken for such a report and demands no protection.
 *
 * <pre>{@code
 * <processor state="tls-report">
 *   <mailet match="All" class="org.siegel.mailets.SendTlsReports">
 *     <processor>tls-report</processor><!-- this one's own name -->
 *   </mailet>
 *   <mailet match="All" class="ToProcessor"><processor>deliver</processor></mailet>
 * </processor>
 * }</pre>
 */
public final class SendTlsReports extends GenericMailet {

    private final Optional<TlsReporting> reporting;

    @Inject
    public SendTlsReports(Optional<TlsReporting> reporting) {
        this.reporting = reporting;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("processor"));
        String processor = getInitParameter("processor", "tls-report");
        reporting.ifPresent(
                reports -> reports.mailBy((sender, recipient, message) -> send(processor, sender, recipient, message)));
    }

    private Optional<String> send(String processor, String sender, String recipient, byte[] message) {
        try {
            getMailetContext()
                    .sendMail(
                            new MailAddress(sender),
                            List.of(new MailAddress(recipient)),
                            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)),
                            processor);
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void service(Mail mail) {
        TlsReportMark.put(mail);
        Map<MailAddress, MailDecisions.Noted> decisions = new HashMap<>();
        mail.getRecipients()
                .forEach(recipient -> decisions.put(
                        recipient,
                        new MailDecisions.Noted(
                                new Decision(Procedure.DELIVER, TransportGrade.NONE),
                                Optional.empty(),
                                "a report about TLS, which must not fail by what it reports")));
        MailDecisions.note(mail, decisions);
    }

    /** What was counted since the last minute is not lost by a stop. */
    @Override
    public void destroy() {
        reporting.ifPresent(TlsReporting::writeDown);
    }

    @Override
    public String getMailetInfo() {
        return "Sends reports about TLS to recipient domains";
    }
}
