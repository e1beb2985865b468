package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.mailets.notice.Office.address;
import static org.siegel.mailets.notice.Office.message;

import jakarta.mail.MessagingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.mailets.NotifySender;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.summary.Summaries;
import org.siegel.mailets.summary.SummarySettings;
import org.siegel.mailets.summary.SummarySettings.Wish;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.Procedure;
import org.siegel.policy.Remark;
import org.siegel.policy.Risk;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Attempt;
import org.siegel.store.Container;
import org.siegel.store.Handling;
import org.siegel.store.Judgement;
import org.siegel.store.MailCopy;
import org.siegel.store.ObservedConnection;
import org.siegel.store.ObservedConnection.Dns;
import org.siegel.store.Outcome;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;

/** A sender is told once how each recipient got a mail, from what stands in the evidence. */
class SummariesTest {

    private static final Duration LATEST = Duration.ofHours(4);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Office office = new Office();
    private final FakeClock clock = FakeClock.at(Office.NOW);
    private final Ambience ambience = new Ambience(clock, new SecureRandom());
    private final MailetContext context = ofOffice();
    private boolean isPostAway;
    private Path home;
    private Store store;
    private SecretBox secrets;
    private Summaries summaries;
    private NotifySender mailet;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        home = folder;
        store = Organisation.store(home, "node-1", clock);
        secrets = SecretBox.openOrCreate(folder.resolve("key"), ambience.random());
        start(Wish.ALWAYS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void start(Wish wish) throws Exception {
        summaries = new Summaries(store.summaries(secrets), store.evidence(), new SummarySettings(wish, LATEST), clock);
        mailet = new NotifySender(summaries, office.policy, ambience);
        mailet.init(FakeMailetConfig.builder()
                .mailetName("NotifySender")
                .mailetContext(context)
                .build());
    }

    @Test
    void oneSummaryTellsOfAllWhenTheLastIsKnown() throws Exception {
        mailet.service(mail("a@praxis.test", "b@praxis.test", "c@kanzlei.test", "d@amt.test"));
        record("a@praxis.test", delivered(TransportGrade.QUALIFIED, "DANE DANE_EE SPKI SHA256"));
        record("b@praxis.test", delivered(TransportGrade.QUALIFIED, "DANE DANE_EE SPKI SHA256"));
        record("c@kanzlei.test", Handling.of(Outcome.SEALED).in(pdf()));
        record("d@amt.test", Handling.of(Outcome.REFUSED));
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).as("one is still open").isEmpty();

        record("c@kanzlei.test", delivered(TransportGrade.MANDATORY, "DANE").in(pdf()));
        workAfter(LOOK);
        workAfter(Duration.ofDays(1));

        assertThat(office.sent().getSender()).isNull();
        assertThat(office.sent().getRecipients()).containsExactly(address("erika@office.test"));
        ReadNotice notice = office.read();
        notice.keep("letter-summary");
        assertThat(notice.message.getSubject()).isEqualTo("Zustellung / Delivery: Termin am Dienstag");
        assertThat(notice.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(notice.header("In-Reply-To")).isEqualTo("<original-1@office.test>");
        assertThat(notice.raw).doesNotContain("Geheimer Inhalt");
        assertThat(notice.flowing())
                .containsPattern("Sofort lesbar, über eine qualifizierte TLS-Verbindung, DANE -+ "
                        + "a@praxis.test b@praxis.test")
                .containsPattern("Als verschlüsseltes PDF, Passwort K7Q2 -+ c@kanzlei.test")
                .containsPattern("Nicht gesendet\\. Warum, steht in einer eigenen Mitteilung -+ d@amt.test")
                .containsPattern("As encrypted PDF, password K7Q2 -+ c@kanzlei.test")
                .doesNotContain("noch offen");
        assertThat(notice.html()).contains("K7Q2", "d@amt.test");
    }

    @Test
    void whatWasNotedIsRemovedWhenNoSenderIsToldAnyMore() throws Exception {
        mailet.service(mail("a@praxis.test"));
        record("a@praxis.test", delivered(TransportGrade.QUALIFIED, "DANE DANE_EE SPKI SHA256"));
        start(Wish.NEVER);
        summaries.giveUp();
        assertThat(rows()).isZero();

        start(Wish.ALWAYS);
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).isEmpty();
    }

    @Test
    void whatAnotherNodeNotedIsLeftToItForAWeek() throws Exception {
        mailet.service(mail("a@praxis.test"));
        try (Store other = Organisation.store(home, "node-2", clock)) {
            Summaries there = new Summaries(
                    other.summaries(secrets), other.evidence(), new SummarySettings(Wish.NEVER, LATEST), clock);
            clock.advance(Duration.ofDays(7));
            there.giveUp();
            assertThat(rows()).isEqualTo(1);
            clock.advance(LOOK);
            there.giveUp();
            assertThat(rows()).isZero();
        }
    }

    private int rows() {
        return store.summaries(secrets).unwanted(10).size();
    }

    @Test
    void whatIsOpenWhenItIsTimeIsToldAsOpenAndNeverAgain() throws Exception {
        mailet.service(mail("a@praxis.test", "b@praxis.test", "c@praxis.test", "d@praxis.test"));
        record("a@praxis.test", Handling.of(Outcome.HELD), Procedure.ASK_SENDER);
        record("b@praxis.test", Handling.of(Outcome.HELD), Procedure.DELIVER);
        record("c@praxis.test", Handling.of(Outcome.DEFERRED));
        workAfter(LATEST.minusSeconds(1));
        assertThat(office.context.getSentMails()).isEmpty();
        workAfter(Duration.ofSeconds(1));
        record("a@praxis.test", Handling.of(Outcome.WITHDRAWN));
        workAfter(Duration.ofDays(1));

        office.read().keep("letter-summary-open");
        assertThat(office.read().flowing())
                .containsPattern("Wartet auf Ihre Entscheidung -+ a@praxis.test")
                .containsPattern("so gut geschützt ist wie früher -+ b@praxis.test")
                .containsPattern("Noch unterwegs\\. Wir versuchen es weiter -+ c@praxis.test d@praxis.test")
                .contains("Diese Übersicht kommt nur einmal");
    }

    @Test
    void itIsToldAfterARestart() throws Exception {
        mailet.service(mail("a@praxis.test"));
        start(Wish.ALWAYS);
        record("a@praxis.test", Handling.of(Outcome.BOUNCED));
        workAfter(LOOK);

        assertThat(office.read().flowing()).containsPattern("Nicht zugestellt\\. .* -+ a@praxis.test");
    }

    @Test
    void anotherNodeTellsWhatOneLeftBehind() throws Exception {
        mailet.service(mail("a@praxis.test", "b@praxis.test"));
        record("a@praxis.test", delivered(TransportGrade.QUALIFIED, "DANE DANE_EE SPKI SHA256"));
        record("b@praxis.test", Handling.of(Outcome.HELD), Procedure.ASK_SENDER);
        workAfter(LOOK);
        store.close();
        store = Organisation.store(home, "node-2", clock);
        start(Wish.ALWAYS);
        workAfter(Duration.ofMinutes(59));
        assertThat(office.context.getSentMails()).as("the first may come back").isEmpty();
        workAfter(LATEST);
        workAfter(LATEST);

        assertThat(office.read().flowing())
                .containsPattern("qualifizierte TLS-Verbindung, DANE -+ a@praxis.test")
                .containsPattern("Wartet auf Ihre Entscheidung -+ b@praxis.test");
    }

    @Test
    void whatCannotBeSentIsTriedAgainAndHoldsNoOtherUp() throws Exception {
        mailet.service(mail("a@praxis.test"));
        record("a@praxis.test", Handling.of(Outcome.BOUNCED));
        isPostAway = true;
        workAfter(LATEST.plus(LOOK));
        assertThat(office.context.getSentMails()).isEmpty();
        isPostAway = false;
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).as("not at once").isEmpty();
        workAfter(Duration.ofMinutes(15));

        assertThat(office.context.getSentMails()).hasSize(1);
    }

    @Test
    void aRefusedContainerIsNoEndAsAnotherFollows() throws Exception {
        mailet.service(mail("a@praxis.test"));
        record("a@praxis.test", Handling.of(Outcome.CONTAINER_REFUSED).in(pdf()));
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).as("still open").isEmpty();
        record(
                "a@praxis.test",
                delivered(TransportGrade.MANDATORY, "none")
                        .in(new Container(Container.Format.ZIP, "Z9X8", "cd".repeat(32))));
        workAfter(LATEST);

        assertThat(office.read().flowing())
                .containsPattern("Als verschlüsseltes ZIP, Passwort Z9X8 -+ a@praxis.test")
                .doesNotContain("K7Q2");
    }

    @Test
    void aRefusedContainerWhenItIsTimeIsStillUnderWay() throws Exception {
        mailet.service(mail("a@praxis.test"));
        record("a@praxis.test", Handling.of(Outcome.CONTAINER_REFUSED).in(pdf()));
        workAfter(LATEST);

        assertThat(office.read().flowing())
                .containsPattern("Noch unterwegs\\. Wir versuchen es weiter -+ a@praxis.test");
    }

    @Test
    void aMailThatComesRoundAgainIsNotedOnce() throws Exception {
        FakeMail mail = mail("a@praxis.test");
        mailet.service(mail);
        mail.setName("Mail42-!again");
        mailet.service(mail);
        record("a@praxis.test", Handling.of(Outcome.BOUNCED));
        workAfter(LATEST);

        assertThat(office.context.getSentMails()).hasSize(1);
    }

    @Test
    void copiesOfOtherMailsAreNotThisMail() throws Exception {
        mailet.service(mail("a@praxis.test"));
        store.evidence().append(attempt("Mail43", "a@praxis.test", Handling.of(Outcome.BOUNCED), Procedure.DELIVER));
        workAfter(LOOK);

        assertThat(office.context.getSentMails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, 1, 1", "EXCEPTIONS, 0, 1", "NEVER, 0, 0"})
    void whoWantsExceptionsHearsOnlyOfThem(Wish wish, int ofReadable, int ofBounced) throws Exception {
        start(wish);
        mailet.service(mail("a@praxis.test"));
        record("a@praxis.test", delivered(TransportGrade.MANDATORY, "none"));
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).hasSize(ofReadable);

        FakeMail second = mail("b@praxis.test");
        second.setName("Mail44");
        mailet.service(second);
        store.evidence().append(attempt("Mail44", "b@praxis.test", Handling.of(Outcome.BOUNCED), Procedure.DELIVER));
        workAfter(LOOK);
        assertThat(office.context.getSentMails()).hasSize(ofReadable + ofBounced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied; x=y",
                "Precedence: bulk",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x"
            })
    void whatAProgramWroteIsNotAnswered(String field) throws Exception {
        String original = Office.PLAIN_ORIGINAL.replace("Content-Type: text/plain", field);
        mailet.service(Office.mail(message(original), "a@praxis.test"));
        workAfter(LATEST);

        assertThat(office.context.getSentMails()).isEmpty();
    }

    @Test
    void neitherTheNullSenderNorStrangersAreTold() throws Exception {
        for (MailAddress sender : new MailAddress[] {MailAddress.nullSender(), address("mallory@elsewhere.test")}) {
            mailet.service(FakeMail.builder()
                    .name("Mail of " + sender)
                    .sender(sender)
                    .recipients("a@praxis.test")
                    .mimeMessage(message(Office.PLAIN_ORIGINAL))
                    .build());
        }
        workAfter(LATEST);

        assertThat(office.context.getSentMails()).isEmpty();
    }

    @Test
    void theMailGoesOnAlthoughNothingCanBeNoted() throws Exception {
        store.close();
        FakeMail mail = mail("a@praxis.test");
        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("transport");
    }

    @Test
    void whatArrivedHasArrivedWhateverACopyMetAfterACrash() {
        record("a@praxis.test", delivered(TransportGrade.MANDATORY, "none"));
        record("a@praxis.test", Handling.of(Outcome.DEFERRED));

        assertThat(Receipt.of(store.evidence().ofCopies("Mail42", "a@praxis.test", Instant.EPOCH)))
                .isEqualTo(new Receipt.AsWritten(Optional.of(TransportGrade.MANDATORY), false));
    }

    private static FakeMail mail(String... recipients) throws Exception {
        return Office.mail(recipients);
    }

    private void workAfter(Duration time) {
        clock.advance(time);
        summaries.work();
    }

    private void record(String recipient, Handling handling) {
        record(recipient, handling, Procedure.DELIVER);
    }

    /** As James and the queue name copies. */
    private void record(String recipient, Handling handling, Procedure procedure) {
        store.evidence().append(attempt("Mail42-!x1-to-" + recipient, recipient, handling, procedure));
    }

    private static Attempt attempt(String name, String recipient, Handling handling, Procedure procedure) {
        return new Attempt(
                new MailCopy(
                        name,
                        Optional.empty(),
                        Optional.of("erika@office.test"),
                        recipient,
                        recipient.substring(recipient.indexOf('@') + 1),
                        1),
                new Judgement(
                        new Risk(Office.NORMAL, List.of()),
                        new Judgement.Prediction(new Outlook.Undetermined(), List.of()),
                        new Decision(procedure, TransportGrade.MANDATORY),
                        new Judgement.Basis("test", "bsi-practical", "2026")),
                handling);
    }

    private static Handling delivered(TransportGrade reached, String authentication) {
        return Handling.of(Outcome.DELIVERED)
                .over(new ObservedConnection(
                        "mx.praxis.test",
                        "192.0.2.1",
                        25,
                        reached,
                        List.of(new Finding(
                                Criterion.AUTHENTICATION,
                                authentication.startsWith("DANE") ? Finding.Status.PASSED : Finding.Status.FAILED,
                                authentication.startsWith("DANE ")
                                        ? Remark.of(Remark.Kind.BY_DANE, authentication.substring(5))
                                        : Remark.of(Remark.Kind.NOT_SEEN, authentication))),
                        Optional.empty(),
                        new Dns(Dns.State.SECURE, Dns.State.SECURE, Dns.State.SECURE)));
    }

    private static Container pdf() {
        return new Container(Container.Format.PDF, "K7Q2", "ab".repeat(32));
    }

    /** The fake one knows no domain of its own. */
    private MailetContext ofOffice() {
        return (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (_self, method, given) -> {
                    if (method.getName().equals("isLocalServer")) {
                        return given[0].equals(Domain.of("office.test"));
                    }
                    if (isPostAway && method.getName().equals("sendMail")) {
                        throw new MessagingException("the post is away");
                    }
                    try {
                        return method.invoke(office.context, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
