package org.siegel.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;

class MailDecisionsTest {

    @ParameterizedTest
    @EnumSource
    void aDecisionSurvivesOnTheMail(Procedure procedure) throws Exception {
        MailAddress one = new MailAddress("a@praxis.test");
        MailAddress other = new MailAddress("b@praxis.test");
        MailDecisions.Noted noted = new MailDecisions.Noted(
                new Decision(procedure, TransportGrade.QUALIFIED),
                Optional.of(TransportGrade.MANDATORY),
                "tab\tand \"quotes\" and ümlaut",
                List.of(
                        new Finding(Criterion.VERSION, Finding.Status.FAILED, "TLSv1"),
                        new Finding(Criterion.LEAF_KEY, Finding.Status.REPORTED, "")));
        MailDecisions.Noted unknown = new MailDecisions.Noted(
                new Decision(Procedure.DELIVER, TransportGrade.MANDATORY), Optional.empty(), "");
        Mail mail = FakeMail.builder().name("mail").recipients(one, other).build();

        MailDecisions.note(mail, Map.of(one, noted, other, unknown));

        Mail copy = mail.duplicate();
        assertThat(MailDecisions.of(copy, one)).contains(noted);
        assertThat(MailDecisions.of(copy, other)).contains(unknown);
        assertThat(MailDecisions.of(copy, new MailAddress("c@praxis.test"))).isEmpty();
    }

    @Test
    void exhaustionForgetsTheDecisionAndIsRemembered() throws Exception {
        MailAddress recipient = new MailAddress("a@praxis.test");
        Mail mail = FakeMail.builder().name("mail").recipient(recipient).build();
        MailDecisions.note(
                mail,
                Map.of(
                        recipient,
                        new MailDecisions.Noted(
                                new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED), Optional.empty(), "")));

        MailDecisions.exhaust(mail);

        assertThat(MailDecisions.of(mail, recipient)).isEmpty();
        assertThat(MailDecisions.isExhausted(mail)).isTrue();
    }

    @Test
    void aFailureSurvivesOnTheMail() throws Exception {
        MailAddress recipient = new MailAddress("a@praxis.test");
        Mail mail = FakeMail.builder().name("mail").recipient(recipient).build();
        Failures.Failure failure = new Failures.Failure("5.1.10", "takes no mail\tat all");

        Failures.note(mail, Map.of(recipient, failure));

        assertThat(Failures.of(mail, recipient)).contains(failure);
    }
}
