package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.DomainName;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingRules.Scope;
import org.siegel.policy.SealingRules.Special;
import org.siegel.policy.SealingWay;

/** Recipients for whom a mail is wrapped in another way get a mail of their own. */
class SplittingTest {

    private final FakeMailContext context = FakeMailContext.defaultContext();
    private final Splitting splitting = new Splitting(new SealingGroups(Bureau.policy(new SealingRules(
            SealingWay.STANDARD,
            List.of(new Special(
                    new Scope.Domain(DomainName.of("labor.test")),
                    Optional.of(AttachmentLayout.ZIP),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))))));

    @Test
    void whoGetsTheSameStaysTogether() throws Exception {
        var mail = Bureau.mail("a@praxis.test", "b@other.test");
        splitting.split(mail, context);
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void whoGetsSomethingElseGetsItByTheSameWay() throws Exception {
        var mail = Bureau.mail("a@praxis.test", "b@labor.test", "c@other.test");
        splitting.split(mail, context);
        assertThat(mail.getRecipients())
                .containsExactlyInAnyOrder(Bureau.address("a@praxis.test"), Bureau.address("c@other.test"));
        assertThat(context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sent.getState()).isEqualTo("password-pdf");
            assertThat(sent.getRecipients()).containsExactly(Bureau.address("b@labor.test"));
        });
    }

    @Test
    void nobodyIsLostIfJamesDoesNotTakeTheOtherMail() throws Exception {
        MailetContext refusing = (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(),
                new Class<?>[] {MailetContext.class},
                (_self, _method, _given) -> {
                    throw new MessagingException("full");
                });
        var mail = Bureau.mail("a@praxis.test", "b@labor.test");
        assertThatThrownBy(() -> splitting.split(mail, refusing)).isInstanceOf(MessagingException.class);
        assertThat(mail.getRecipients()).hasSize(2);
    }
}
