package org.siegel.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.FakeClock;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.Verdict;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.Type;

/** A resolver that takes questions and never answers holds up no spooler thread, and lowers nothing. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HangingResolverTest {

    private static final Clock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    private static final Prediction GOOD = new Prediction.Known(TransportGrade.QUALIFIED, List.of(), List.of());

    /** The whole test must end long before the resolver's time is over. */
    private static final Duration RESOLVER_TIME = Duration.ofMinutes(10);

    private final FakeMailContext context = FakeMailContext.defaultContext();
    private DatagramSocket silent;
    private PromptPredictions predictions;

    @BeforeEach
    void listen() throws IOException {
        silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        ValidatingDns dns = new DnsjavaValidator(
                new OverUdp(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()),
                        RESOLVER_TIME,
                        new Alarms()),
                TrustAnchors.ROOT,
                CLOCK,
                Thread.ofVirtual().factory());
        predictions = new PromptPredictions(
                new Predictions(
                        domain -> new Verdict(
                                domain,
                                domain.ascii().equals("slow.test") ? asked(dns, domain) : GOOD,
                                List.of(),
                                CLOCK.instant().plusSeconds(600)),
                        RESOLVER_TIME,
                        task -> Thread.ofVirtual().start(task),
                        CLOCK),
                Duration.ofMillis(300));
    }

    private static Prediction asked(ValidatingDns dns, DomainName domain) {
        return new Prediction.Undetermined(dns.query(domain, Type.MX).toString());
    }

    @AfterEach
    void close() {
        silent.close();
    }

    @Test
    void theRecipientsConcernedComeBackLaterAndTheOthersGoOn() throws MessagingException {
        Mail mail = mail("a@slow.test", "b@quick.test");

        assertThat(matched(new QualifiedTlsMatcher(predictions), "qualified", mail))
                .containsExactly(new MailAddress("b@quick.test"));

        assertThat(mail.getRecipients()).containsExactly(new MailAddress("b@quick.test"));
        assertThat(mail.getState()).isEqualTo("transport");
        assertThat(context.getSentMails()).singleElement().satisfies(later -> {
            assertThat(later.getRecipients()).containsExactly(new MailAddress("a@slow.test"));
            assertThat(later.getState()).isEqualTo("transport");
            assertThat(later.getDelay()).isPresent();
        });
    }

    @Test
    void aMailForNobodyElseComesBackAsAWhole() throws MessagingException {
        Mail mail = mail("a@slow.test", "b@slow.test");

        assertThat(matched(new QualifiedTlsMatcher(predictions), "none", mail)).isEmpty();

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(context.getSentMails())
                .singleElement()
                .satisfies(later -> assertThat(later.getRecipients()).hasSize(2));
    }

    @Test
    void nothingIsDecidedAboutThem() throws MessagingException {
        Mail mail = mail("a@slow.test", "b@quick.test");
        Decider decider = new Decider(Policies.twoClasses(), predictions, GradeWatch.none(CLOCK), CLOCK);

        Map<MailAddress, MailDecisions.Noted> decided = decider.decide(mail);

        assertThat(decided).containsOnlyKeys(new MailAddress("b@quick.test"));
        assertThat(matched(new ProcedureMatcher(decider), "deliver", mail))
                .containsExactly(new MailAddress("b@quick.test"));
        assertThat(MailDecisions.of(mail, new MailAddress("a@slow.test"))).isEmpty();
        assertThat(context.getSentMails()).hasSize(1);
    }

    private List<MailAddress> matched(Matcher matcher, String condition, Mail mail) throws MessagingException {
        matcher.init(FakeMatcherConfig.builder()
                .matcherName(matcher.getClass().getSimpleName())
                .condition(condition)
                .mailetContext(context)
                .build());
        return List.copyOf(matcher.match(mail));
    }

    private static Mail mail(String... recipients) throws MessagingException {
        return FakeMail.builder()
                .name("mail")
                .sender("anna@organisation.test")
                .recipients(recipients)
                .state("transport")
                .build();
    }
}
