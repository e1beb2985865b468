package org.siegel.mailets.asking;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
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
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.asking.Answering.Result;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.mailets.sealing.PhoneBook;
import org.siegel.mailets.sealing.TextGateway;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.AnswerDomain;
import org.siegel.policy.AskRules;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.PhoneNumber;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingWay;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionDecision.By;
import org.siegel.store.QuestionStore;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretBox;
import org.siegel.store.SecretNote;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;

/** How the password of a mail that waits goes, as its sender decides: offered, taken, kept, and carried to where it is wrapped. */
class PasswordsOfAnswersTest {

    private static final String SENDER = "erika@office.test";
    private static final String JO = "jo@praxis.test";
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+49 170 1234567");
    private static final PasswordWish TEXTED = PasswordWish.of(PasswordWay.SMS, "+49 (170) 123-4567");
    private static final Set<PasswordWay> ALL = EnumSet.of(PasswordWay.TO_SENDER, PasswordWay.SMS, PasswordWay.KNOWN);
    private static final int ENOUGH_FOR_PDF = 90;
    private static final int ENOUGH_FOR_ZIP = 120;

    private final FakeClock clock = FakeClock.at("2026-11-26T16:00:00Z");
    private final Ambience ambience = new Ambience(clock, new SecureRandom());
    private final Map<String, Mail> repository = new HashMap<>();
    private final List<Mail> spooled = new ArrayList<>();
    private FakeMailContext context;
    private SecretBox box;
    private Store store;
    private QuestionStore questions;
    private RecipientSecretStore secrets;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        context = FakeMailContext.builder()
                .postmaster(new MailAddress("postmaster@office.test"))
                .build();
        box = SecretBox.openOrCreate(folder.resolve("key"), ambience.random());
        store = Organisation.store(folder, "node-1", clock);
        questions = store.questions(box);
        secrets = store.recipientSecrets(box);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "per-mail, TO_SENDER SMS",
        "sms, BY_RULE TO_SENDER SMS",
        "per-recipient, BY_RULE TO_SENDER SMS",
        "pre-shared, BY_RULE TO_SENDER SMS",
        "derived, ''"
    })
    void whatIsOfferedBeginsWithWhatIsDoneAnyway(String byRule, String offered) throws Exception {
        assertThat(offers(ALL, byRule, true).passwords(List.of(new MailAddress(JO)), Organisation.HIGH))
                .isEqualTo(ways(offered));
    }

    @Test
    void whatCannotBeDoneIsNotOffered() throws Exception {
        List<MailAddress> one = List.of(new MailAddress(JO));
        List<MailAddress> two = List.of(new MailAddress(JO), new MailAddress("else@praxis.test"));
        assertThat(offers(ALL, "per-mail", false).passwords(one, Organisation.HIGH))
                .as("without a provider")
                .isEmpty();
        assertThat(offers(ALL, "per-mail", true).passwords(two, Organisation.HIGH))
                .as("a number is of one")
                .isEmpty();
        assertThat(offers(Set.of(), "per-mail", true).passwords(one, Organisation.HIGH))
                .as("the officer does not offer it")
                .isEmpty();

        preset(JO, ENOUGH_FOR_PDF);
        assertThat(offers(ALL, "per-mail", false).passwords(one, Organisation.HIGH))
                .isEqualTo(ways("TO_SENDER KNOWN"));
        assertThat(offers(ALL, "per-mail", false).passwords(two, Organisation.HIGH))
                .as("known to one of two")
                .isEmpty();
        assertThat(offers(ALL, "pre-shared", false).passwords(one, Organisation.HIGH))
                .as("known by rule")
                .isEqualTo(ways("BY_RULE TO_SENDER"));
        assertThat(offers(ALL, "derived", true).passwords(one, Organisation.HIGH))
                .as("the database is to hold none")
                .isEmpty();
    }

    @Test
    void anAgreedPasswordIsKnownOnlyAfterASenderWasToldIt() throws Exception {
        List<MailAddress> one = List.of(new MailAddress(JO));
        var agreed = secrets.currentOrNew(
                JO,
                Kind.AGREED,
                () -> new RecipientSecretStore.Made("K7Q2", ENOUGH_FOR_ZIP, "geheim-geheim".toCharArray()));
        Offers offers = offers(ALL, "per-mail", false);
        assertThat(offers.passwords(one, Organisation.HIGH)).isEmpty();
        secrets.markTold(agreed);
        assertThat(offers.passwords(one, Organisation.HIGH)).isEqualTo(ways("TO_SENDER KNOWN"));
    }

    @Test
    void aKnownPasswordThatIsTooEasyForAZipServesForAPdfOnly() throws Exception {
        preset(JO, ENOUGH_FOR_PDF);
        Offers offers = offers(ALL, "per-mail", false);
        hold(offers, JO);
        PasswordWish known = PasswordWish.of(PasswordWay.KNOWN, "");

        assertThat(answer(offers, Choice.PASSWORD_ZIP, known)).isEqualTo(Result.PASSWORD_NOT_OFFERED);
        assertThat(question().decision()).isEmpty();
        assertThat(answer(offers, Choice.PASSWORD_PDF, known)).isEqualTo(Result.TAKEN);
        assertThat(decidedMode()).contains(PasswordMode.PRE_SHARED);
    }

    @Test
    void whatIsNotOfferedIsRefusedAndNothingIsDone() throws Exception {
        Offers offers = offers(EnumSet.of(PasswordWay.KNOWN), "per-mail", true);
        preset(JO, ENOUGH_FOR_ZIP);
        hold(offers, JO);

        assertThat(answer(offers, Choice.PASSWORD_PDF, TEXTED)).isEqualTo(Result.PASSWORD_NOT_OFFERED);
        secrets.remove(JO, Kind.PRE_SHARED);
        assertThat(answer(offers, Choice.PASSWORD_PDF, PasswordWish.of(PasswordWay.KNOWN, "")))
                .as("gone since")
                .isEqualTo(Result.PASSWORD_NOT_OFFERED);
        assertThat(question().decision()).isEmpty();
        assertThat(spooled).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "0170 1234567", "+49", "Anna", "'+49 170 1234567; +49 1'"})
    void withoutANumberWithItsCountryNothingIsDone(String written) throws Exception {
        Offers offers = offers(ALL, "per-mail", true);
        hold(offers, JO);
        assertThat(answer(offers, Choice.PASSWORD_PDF, PasswordWish.of(PasswordWay.SMS, written)))
                .isEqualTo(Result.PHONE_MISSING);
        assertThat(question().decision()).isEmpty();
    }

    @Test
    void aNumberThatAnotherNodeTookIsCarriedToTheSealingAfterARestart(@TempDir Path folder) throws Exception {
        Offers offers = offers(ALL, "per-mail", true);
        hold(offers, JO);
        assertThat(answer(offers, Choice.PASSWORD_ZIP, TEXTED)).isEqualTo(Result.TAKEN);
        assertThat(questions.phone(question("decided"))).contains(NUMBER);

        held(offers).attend(); // as after a restart
        Mail released = spooled.getFirst();
        assertThat(number(released)).isEqualTo(NUMBER.digits());
        assertThat(questions.phone(question("decided")))
                .as("kept no longer than needed")
                .isEmpty();

        Policy policy = policy(ALL, "per-mail");
        assertThat(carrier(policy).carry(released)).isEqualTo(DecisionCarrier.Way.ZIP);
        assertThat(new RefusedContainers(policy, store.containerRefusals())
                        .way(released, new MailAddress(JO))
                        .password())
                .isEqualTo(PasswordMode.SMS);
        assertThat(evidence()).containsExactly("password-zip, password sms, decided by page");
    }

    @Test
    void aDecisionWithoutOneLeavesItToTheRuleThoughAnEarlierOneHadOne() throws Exception {
        Offers offers = offers(ALL, "pre-shared", true);
        hold(offers, JO);
        answer(offers, Choice.PASSWORD_PDF, PasswordWish.of(PasswordWay.TO_SENDER, ""));
        held(offers).attend();
        Policy policy = policy(ALL, "pre-shared");
        Mail released = spooled.getFirst();
        carrier(policy).carry(released);
        RefusedContainers containers = new RefusedContainers(policy, store.containerRefusals());
        assertThat(containers.way(released, new MailAddress(JO)).password()).isEqualTo(PasswordMode.PER_MAIL);

        held(offers).hold(released, new MailAddress(SENDER), Organisation.HIGH); // asked again
        answer(offers, Choice.PASSWORD_PDF, PasswordWish.NONE);
        held(offers).attend();
        Mail again = spooled.getLast();
        carrier(policy).carry(again);
        assertThat(containers.way(again, new MailAddress(JO)).password()).isEqualTo(PasswordMode.PRE_SHARED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PDF SMS +49 170 1234567|SMS|PASSWORD_PDF",
                "zip: sms: +49 (170) 123-4567|SMS|PASSWORD_ZIP",
                "Passwort, bekannt.|PRE_SHARED|PASSWORD_PDF",
                "PDF mir|''|PASSWORD_PDF",
                "PDF known|PRE_SHARED|PASSWORD_PDF"
            })
    void behindTheWordOfAReplyStandsHowThePasswordGoes(String words, String mode, Choice choice) throws Exception {
        preset(JO, ENOUGH_FOR_ZIP);
        Offers offers = offers(ALL, "per-mail", true);
        hold(offers, JO);
        reply(offers, words);

        QuestionDecision decision = question("decided").decision().orElseThrow();
        assertThat(decision.choice()).isEqualTo(choice);
        assertThat(decision.words()).isEmpty();
        assertThat(decidedMode().map(PasswordMode::name).orElse("")).isEqualTo(mode);
        assertThat(questions.phone(question("decided")))
                .isEqualTo(mode.equals("SMS") ? Optional.of(NUMBER) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PDF SMS|Es fehlt noch eine Nummer",
                "PDF SMS 0170 1234567|Es fehlt noch eine Nummer",
                "PDF bekannt|Dieser Weg für das Passwort geht nicht",
                "PDF mir wäre lieb|Ihre Antwort war nicht zu verstehen",
                "PDF bitte|Ihre Antwort war nicht zu verstehen",
                "Warten SMS +49 170 1234567|Ihre Antwort war nicht zu verstehen"
            })
    void whatIsNotUnderstoodBehindItDecidesNothing(String words, String told) throws Exception {
        Offers offers = offers(ALL, "per-mail", true);
        hold(offers, JO);
        reply(offers, words);

        assertThat(question().decision()).isEmpty();
        assertThat(text(context.getSentMails().getLast().getMsg())).contains(told);
    }

    private void reply(Offers offers, String words) throws Exception {
        MimeMessage message =
                message("From: " + SENDER + "\r\nSubject: Re: Bitte entscheiden\r\n\r\n" + words + "\r\n");
        Mail mail = FakeMail.builder()
                .name("reply")
                .sender(SENDER)
                .recipient("answer-" + questions.newToken(question()).text() + "@answers.test")
                .mimeMessage(message)
                .build();
        new MailedAnswers(answering(offers)).apply(mail, post(), context);
    }

    private static String text(MimeMessage message) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        jakarta.mail.Multipart parts = (jakarta.mail.Multipart) message.getContent();
        out.write(String.valueOf(parts.getBodyPart(0).getContent()).getBytes(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replaceAll(" ?\\R", " ");
    }

    private Result answer(Offers offers, Choice choice, PasswordWish password) {
        return answering(offers).answer(question(), new Answer(choice, "", By.PAGE, password, Scope.ONCE));
    }

    /** On another node, as it may be. */
    private Answering answering(Offers offers) {
        return new Answering(
                questions,
                offers,
                new Remembering(store.answers(), policy(ALL, "per-mail")),
                new Uncounted(),
                () -> {},
                clock);
    }

    private Question question() {
        return questions.waiting(1, Optional.empty()).getFirst();
    }

    /** The one that was decided, whether it is carried out or not. */
    private Question question(String name) {
        assertThat(name).isEqualTo("decided");
        return questions.ofMail("Mail1").orElseThrow();
    }

    private Optional<PasswordMode> decidedMode() {
        return question("decided").decision().orElseThrow().password();
    }

    private void hold(Offers offers, String... recipients) throws Exception {
        Mail mail = FakeMail.builder()
                .name("Mail1")
                .sender(SENDER)
                .recipients(recipients)
                .mimeMessage(message("Subject: Termin\r\n\r\nGuten Tag\r\n"))
                .build();
        held(offers).hold(mail, new MailAddress(SENDER), Organisation.HIGH);
    }

    private static MimeMessage message(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HeldMails held(Offers offers) throws Exception {
        HeldMails held = new HeldMails(
                questions,
                stand(MailRepositoryStore.class, "select", this::kept),
                stand(MailQueueFactory.class, "createQueue", this::spool),
                offers,
                new AnswerWays(Optional.of(URI.create("https://page.test/")), new AnswerDomain(Optional.empty())),
                new Uncounted(),
                ambience.random(),
                clock);
        QuestionPost post = post();
        held.open(() -> post, context, "file://var/mail/held/", "decided");
        return held;
    }

    private QuestionPost post() throws Exception {
        GenericMailet mailet = new GenericMailet() {
            @Override
            public void service(Mail mail) {
                throw new UnsupportedOperationException();
            }
        };
        mailet.init(FakeMailetConfig.builder()
                .mailetName("HoldAndAskSender")
                .mailetContext(context)
                .setProperty("language", "de")
                .build());
        return QuestionPost.of(mailet, policy(ALL, "per-mail"), ambience);
    }

    private Object kept() {
        return Proxy.newProxyInstance(
                MailRepository.class.getClassLoader(),
                new Class<?>[] {MailRepository.class},
                (_self, method, given) -> {
                    switch (method.getName()) {
                        case "store" -> repository.put(((Mail) given[0]).getName(), (Mail) given[0]);
                        case "retrieve" -> {
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
    }

    private Object spool() {
        return Proxy.newProxyInstance(
                MailQueue.class.getClassLoader(), new Class<?>[] {MailQueue.class}, (_self, _method, given) -> {
                    spooled.add(((FakeMail) given[0]).duplicate());
                    return null;
                });
    }

    private interface Made {
        Object make();
    }

    private static <T> T stand(Class<T> type, String method, Made made) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_self, called, _given) -> {
                    assertThat(called.getName()).isEqualTo(method);
                    return made.make();
                }));
    }

    private DecisionCarrier carrier(Policy policy) {
        return new DecisionCarrier(
                questions, policy, new AttemptLog(store.evidence(), policy, "bsi-practical", clock), clock);
    }

    private List<String> evidence() {
        return store
                .evidence()
                .ofCopies(spooled.getFirst().getName(), JO, clock.instant().minus(Duration.ofDays(1)))
                .stream()
                .map(record -> record.attempt().handling().reason())
                .toList();
    }

    private static String number(Mail mail) {
        return mail.getAttribute(org.apache.mailet.AttributeName.of("siegel.phone"))
                .map(attribute -> String.valueOf(attribute.getValue().value()))
                .orElse("");
    }

    private void preset(String recipient, int bits) {
        secrets.adopt(SecretNote.seal(
                box, recipient, Kind.PRE_SHARED, "Z" + bits, bits, "zebra-9-Kaffee-Wolke-77".toCharArray()));
    }

    private Offers offers(Set<PasswordWay> offered, String byRule, boolean hasProvider) {
        return new Offers(policy(offered, byRule), secrets, texts(hasProvider));
    }

    private static TextMessages texts(boolean hasProvider) {
        return new TextMessages(
                hasProvider ? Optional.of(provider()) : Optional.empty(), PhoneBook.empty(), SealingRules.STANDARD);
    }

    private static TextGateway provider() {
        try {
            return new TextGateway(
                    new TextGateway.Request(
                            "https://sms.invalid/?to=${to}&text=${text}",
                            "POST",
                            List.of(),
                            "",
                            Optional.empty(),
                            Duration.ofSeconds(1)),
                    "",
                    SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Policy policy(Set<PasswordWay> offered, String byRule) {
        SealingWay way = new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.fromConfigName(byRule));
        return Organisation.policy(
                Procedure.ASK_SENDER,
                new SealingRules(way, List.of()),
                new AskRules(
                        EnumSet.of(Choice.PASSWORD_PDF, Choice.PASSWORD_ZIP, Choice.WAIT, Choice.WITHDRAW),
                        Optional.empty(),
                        TransportGrade.MANDATORY,
                        Duration.ofDays(3),
                        Optional.empty(),
                        Procedure.REFUSE,
                        Optional.empty(),
                        Optional.empty(),
                        offered));
    }

    private static List<PasswordWay> ways(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ")).map(PasswordWay::valueOf).toList();
    }

    private static final class Uncounted implements Tally {
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
