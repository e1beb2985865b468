package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.DomainName;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingRules.Scope;
import org.siegel.policy.SealingRules.Special;
import org.siegel.policy.SealingWay;
import org.siegel.policy.WhenRefused;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.store.ContainerForm;
import org.siegel.store.Store;

/** Recipients for whom a mail is wrapped in another way get a mail of their own. */
class SplittingTest {

    private final FakeMailContext context = FakeMailContext.defaultContext();

    @TempDir
    Path home;

    private Store store;
    private Splitting splitting;

    @BeforeEach
    void open() {
        var special = new Special(
                new Scope.Domain(DomainName.of("labor.test")),
                Optional.of(AttachmentLayout.ZIP),
                Optional.empty(),
                Optional.empty(),
                Optional.of(WhenRefused.OTHER_CONTAINER),
                Optional.empty(),
                Optional.empty());
        var way = new SealingWay(
                AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL, WhenRefused.OTHER_CONTAINER, Optional.empty());
        store = Bureau.store(home);
        splitting = new Splitting(Bureau.groups(Bureau.policy(new SealingRules(way, List.of(special))), store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoseServerRefusedTheContainerGetsAnotherOneInAMailOfItsOwn() throws Exception {
        store.containerRefusals().remember("strict.test", ContainerForm.PDF, "552 5.7.0 no");
        var mail = Bureau.mail("a@praxis.test", "b@strict.test");
        splitting.split(mail, ContainerKind.PDF, context);
        assertThat(mail.getRecipients()).containsExactly(Bureau.address("a@praxis.test"));
        assertThat(context.getSentMails()).hasSize(1);
    }

    @Test
    void whoGetsTheSameStaysTogether() throws Exception {
        var mail = Bureau.mail("a@praxis.test", "b@other.test");
        splitting.split(mail, ContainerKind.PDF, context);
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void whoGetsSomethingElseGetsItByTheSameWay() throws Exception {
        var mail = Bureau.mail("a@praxis.test", "b@labor.test", "c@other.test");
        splitting.split(mail, ContainerKind.PDF, context);
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
        assertThatThrownBy(() -> splitting.split(mail, ContainerKind.PDF, refusing))
                .isInstanceOf(MessagingException.class);
        assertThat(mail.getRecipients()).hasSize(2);
    }
}
