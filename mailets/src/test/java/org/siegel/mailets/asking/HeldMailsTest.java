package org.siegel.mailets.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.mailets.sealing.PhoneBook;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.AnswerDomain;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.Procedure;
import org.siegel.policy.SealingRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.WorkingHours;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionStore;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;
import org.siegel.store.StoreException;
import org.siegel.testing.FakeClock;

/** Mails that are held, with a real store; James's repository and queue are kept in memory. */
class HeldMailsTest {

    /** A Thursday. */
    private final FakeClock clock = FakeClock.at("2026-11-26T16:00:00Z");

    private final Ambience ambience = new Ambience(clock, new SecureRandom());
    private final FakeMailContext context = FakeMailContext.builder()
            .postmaster(address("postmaster@office.test"))
            .build();
    private final Map<String, Mail> repository = new HashMap<>();
    private final List<String> spooled = new ArrayList<>();
    private final GenericMailet mailet = new GenericMailet() {
        @Override
        public void service(Mail mail) {
            throw new UnsupportedOperationException();
        }
    };
    private Runnable beforeRetrieving = () -> {};
    private Store store;
    private SecretBox secrets;
    private QuestionStore questions;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        store = Organisation.store(folder, "node-1", clock);
        secrets = SecretBox.openOrCreate(folder.resolve("key"), ambience.random());
        questions = store.questions(secrets);
        mailet.init(FakeMailetConfig.builder()
                .mailetName("HoldAndAskSender")
                .mailetContext(context)
                .build());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private HeldMails held(Optional<WorkingHours> hours) {
        AskRules rules = new AskRules(
                EnumSet.of(Choice.PASSWORD_PDF, Choice.WITHDRAW),
                Optional.empty(),
                TransportGrade.MANDATORY,
                Duration.ofHours(3),
                Optional.of(Duration.ofHours(2)),
                Procedure.REFUSE,
                Optional.empty(),
                hours);
        HeldMails held = new HeldMails(
                questions,
                repositories(),
                queues(),
                new Offers(
                        Organisation.policy(rules),
                        store.recipientSecrets(secrets),
                        new TextMessages(Optional.empty(), PhoneBook.empty(), SealingRules.STANDARD)),
                new AnswerWays(Optional.empty(), new AnswerDomain(Optional.empty())),
                new Untold(),
                ambience.random(),
                clock);
        held.open(
                () -> QuestionPost.of(mailet, Organisation.policy(rules), ambience),
                context,
                "file://var/mail/held/",
                "decided");
        return held;
    }

    @Test
    void whereNothingIsHeldTheStoreIsAskedNothing() {
        HeldMails held = held(Optional.empty());
        held.attend();
        store.close();

        assertThatCode(held::attend).doesNotThrowAnyException();
    }

    @Test
    void whileAMailWaitsTheStoreIsAsked() throws Exception {
        HeldMails held = held(Optional.empty());
        held.attend();
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        held.attend();
        store.close();

        assertThatThrownBy(held::attend).isInstanceOf(StoreException.class);
    }

    @Test
    void whatIsHeldAfterAQuietTimeIsRemindedOfAndEnds() throws Exception {
        HeldMails held = held(Optional.empty());
        held.attend();
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        assertThat(context.getSentMails()).hasSize(1);
        clock.advance(Duration.ofHours(2));
        held.attend();
        assertThat(context.getSentMails()).hasSize(2);
        clock.advance(Duration.ofHours(1));
        held.attend();

        assertThat(spooled).singleElement().asString().startsWith("Mail1-");
        assertThat(repository).isEmpty();
    }

    @Test
    void whatAnotherNodeDecidedIsCarriedOut() throws Exception {
        HeldMails held = held(Optional.empty());
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        held.attend();
        decide(Choice.PASSWORD_PDF);
        held.attend();

        assertThat(spooled).hasSize(1);
    }

    @Test
    void whoDecidesOnAMailThatIsGoneIsToldSoOnce() throws Exception {
        HeldMails held = held(Optional.empty());
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        repository.clear();
        decide(Choice.PASSWORD_PDF);
        held.attend();
        held.attend();

        assertThat(spooled).isEmpty();
        assertThat(context.getSentMails()).hasSize(2);
        SentMail told = context.getSentMails().getLast();
        assertThat(told.getRecipients()).containsExactly(address("erika@office.test"));
        assertThat(told.getMsg().getSubject()).isEqualTo("Nicht ausgeführt / Not carried out: Termin");
        assertThat(questions.ofMail("Mail1").orElseThrow().isGone()).isTrue();
    }

    /** A decision that is carried out at once, and by whoever looks every two seconds. */
    @Test
    void whatSomebodyElseLetGoMeanwhileIsNotCalledGone() throws Exception {
        HeldMails held = held(Optional.empty());
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        decide(Choice.PASSWORD_PDF);
        Question question = questions.toCarryOut(1).getFirst();
        beforeRetrieving = () -> {
            questions.carriedOut(question);
            repository.clear();
        };
        held.carryOut();

        assertThat(questions.find(question.id()).orElseThrow().isGone()).isFalse();
        assertThat(context.getSentMails()).as("the question alone").hasSize(1);
        assertThat(spooled).isEmpty();
    }

    @Test
    void whatIsLeftFromBeforeTheStartIsAttendedTo() throws Exception {
        held(Optional.empty()).hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        clock.advance(Duration.ofHours(3));
        held(Optional.empty()).attend();

        assertThat(spooled).hasSize(1);
    }

    @Test
    void inWorkingHoursTheNightDoesNotCount() throws Exception {
        HeldMails held = held(Optional.of(new WorkingHours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(17, 0),
                ZoneOffset.UTC)));
        held.hold(mail("Mail1"), address("erika@office.test"), Organisation.HIGH);
        clock.advance(Duration.ofHours(16).plusMinutes(59)); // Friday, 8:59
        held.attend();
        assertThat(context.getSentMails()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        held.attend();
        assertThat(context.getSentMails()).as("reminded at 9:00").hasSize(2);
        assertThat(spooled).isEmpty();
        clock.advance(Duration.ofHours(1));
        held.attend();
        assertThat(spooled).as("over at 10:00").hasSize(1);
    }

    private void decide(Choice choice) {
        Question question = questions.waiting(1, Optional.empty()).getFirst();
        assertThat(questions.decide(
                        question, new QuestionDecision(choice, QuestionDecision.By.PAGE, clock.instant(), "")))
                .isTrue();
    }

    private static FakeMail mail(String name) throws MessagingException {
        return FakeMail.builder()
                .name(name)
                .sender("erika@office.test")
                .recipients("jo@praxis.test")
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(
                                "Subject: Termin\r\n\r\nGuten Tag\r\n".getBytes(StandardCharsets.US_ASCII))))
                .build();
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private MailRepositoryStore repositories() {
        MailRepository kept = stand(MailRepository.class, (_self, method, given) -> {
            switch (method.getName()) {
                case "store" -> repository.put(((Mail) given[0]).getName(), (Mail) given[0]);
                case "retrieve" -> {
                    beforeRetrieving.run();
                    return repository.get(((MailKey) given[0]).asString());
                }
                case "list" -> {
                    return List.of().iterator();
                }
                case "remove" -> repository.remove(((MailKey) given[0]).asString());
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
        return stand(MailRepositoryStore.class, (_self, _method, _given) -> kept);
    }

    private MailQueueFactory<?> queues() {
        MailQueue spool = stand(MailQueue.class, (_self, _method, given) -> {
            spooled.add(((Mail) given[0]).getName());
            return null;
        });
        return stand(MailQueueFactory.class, (_self, _method, _given) -> spool);
    }

    private static <T> T stand(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Untold implements Tally {
        @Override
        public void held() {}

        @Override
        public void remembered() {}

        @Override
        public void decided(Question question, QuestionDecision decision) {}

        @Override
        public void signIn(SignInStep step) {}
    }
}
