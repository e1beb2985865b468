package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.mailets.Organisation;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.Decision;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingWay;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.UnsealedKind;
import org.siegel.policy.UnsealedRule;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;

/** What programs read goes unsealed, over connections of the grade that its class demands; never over worse ones. */
class AsItIsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sealing SEALING = new Sealing(RANDOM, Clock.systemUTC(), 2);
    private static final String ABSENCE = "Auto-Submitted: auto-replied\n\nIch bin nicht da.\n";
    private static final String INVITATION = """
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            SUMMARY:Besprechung
            END:VEVENT
            END:VCALENDAR
            """;

    @TempDir
    Path home;

    private Store store;
    private SecretBox box;
    private WorkFolder folder;

    @BeforeEach
    void open() {
        store = Bureau.store(home);
        box = SecretBox.openOrCreate(home.resolve("key"), RANDOM);
        folder = WorkFolder.prepare(home.resolve("work"));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).as("nothing is left in the work folder").isEmpty();
        }
    }

    @Test
    void whatAProgramWroteNeedsTheGradeOfItsClassAndNotThatOfACoverMail() throws Exception {
        Policy policy = Bureau.policy(SealingRules.STANDARD);
        FakeMail mail = mail(policy, ABSENCE, Organisation.NORMAL, TransportGrade.OPPORTUNISTIC);
        String before = text(mail);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.GOES_AS_IT_IS);
        assertThat(decision(mail)).isEqualTo(new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED));
        assertThat(text(mail)).isEqualTo(before);
        assertThat(MailDecisions.sealed(mail)).isEmpty();
    }

    @Test
    void whatHasNoSenderIsNotLost() throws Exception {
        Policy policy = Bureau.policy(SealingRules.STANDARD);
        FakeMail mail = mail("", policy, "\nEin Bericht.\n", Organisation.NORMAL, TransportGrade.OPPORTUNISTIC);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.GOES_AS_IT_IS);
        assertThat(decision(mail).demand()).isEqualTo(TransportGrade.QUALIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {ABSENCE, INVITATION, "\nEin Bericht.\n"})
    void whereTheClassWantsTheContentProtectedNothingGoesUnsealed(String content) throws Exception {
        Policy policy = Organisation.policyThatSealsAlways(SealingRules.STANDARD);
        FakeMail mail = mail("", policy, content, Organisation.NORMAL, TransportGrade.QUALIFIED);
        String before = text(mail);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.AUTOMATIC);
        assertThat(decision(mail).procedure()).isEqualTo(Procedure.PASSWORD_PDF);
        assertThat(text(mail)).isEqualTo(before);
    }

    @Test
    void anInvitationIsSealedUnlessThePolicySaysOtherwise() throws Exception {
        Policy policy = Bureau.policy(SealingRules.STANDARD);
        FakeMail mail = mail(policy, INVITATION, Organisation.NORMAL, TransportGrade.MANDATORY);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.SEALED);
    }

    @Test
    void anInvitationGoesAtTheGradeThatThePolicyNamesForItsClass() throws Exception {
        Policy policy = letting(UnsealedKind.MEETING_REQUEST, Organisation.HIGH, TransportGrade.MANDATORY);
        FakeMail mail = mail(policy, INVITATION, Organisation.HIGH, TransportGrade.MANDATORY);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.GOES_AS_IT_IS);
        assertThat(decision(mail)).isEqualTo(new Decision(Procedure.DELIVER, TransportGrade.MANDATORY));

        FakeMail higher = mail(policy, INVITATION, Organisation.VERY_HIGH, TransportGrade.MANDATORY);
        assertThat(seal(policy, higher)).as("of a higher class").isEqualTo(Sealer.Result.SEALED);
        FakeMail ordinary = mail(policy, "\nGuten Tag\n", Organisation.HIGH, TransportGrade.MANDATORY);
        assertThat(seal(policy, ordinary)).as("no invitation").isEqualTo(Sealer.Result.SEALED);
    }

    @Test
    void whereItsGradeIsNotKnownToBeReachedAnInvitationIsSealed() throws Exception {
        Policy policy = letting(UnsealedKind.MEETING_REQUEST, Organisation.HIGH, TransportGrade.MANDATORY);
        FakeMail worse = mail(policy, INVITATION, Organisation.NORMAL, TransportGrade.OPPORTUNISTIC);
        assertThat(seal(policy, worse)).isEqualTo(Sealer.Result.SEALED);

        FakeMail tried = mail(policy, INVITATION, Organisation.NORMAL, TransportGrade.MANDATORY);
        MailDecisions.exhaust(tried);
        note(tried, TransportGrade.MANDATORY);
        assertThat(seal(policy, tried)).as("delivery has tried").isEqualTo(Sealer.Result.SEALED);
    }

    @Test
    void anInvitationIsSealedForWhomeverWantedThat() throws Exception {
        Policy policy = letting(UnsealedKind.MEETING_REQUEST, Organisation.HIGH, TransportGrade.MANDATORY);
        FakeMail mail = mail(policy, INVITATION, Organisation.NORMAL, TransportGrade.MANDATORY);
        MailDecisions.chooseContainer(mail);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.SEALED);
    }

    @Test
    void nothingGoesUnsealedThatSomebodyWantedSealed() throws Exception {
        Policy policy = letting(UnsealedKind.AUTOMATIC, Organisation.HIGH, TransportGrade.NONE);
        FakeMail mail = mail(policy, ABSENCE, Organisation.NORMAL, TransportGrade.NONE);
        MailDecisions.chooseContainer(mail);
        assertThat(seal(policy, mail)).isEqualTo(Sealer.Result.AUTOMATIC);
    }

    private static Policy letting(UnsealedKind kind, RiskClass upTo, TransportGrade grade) {
        return Bureau.policy(
                new SealingRules(SealingWay.STANDARD, List.of(), List.of(new UnsealedRule(kind, upTo, grade))));
    }

    private static FakeMail mail(Policy policy, String rest, RiskClass riskClass, TransportGrade predicted)
            throws Exception {
        return mail("erika@office.test", policy, rest, riskClass, predicted);
    }

    /** @param sender empty for the null sender */
    private static FakeMail mail(
            String sender, Policy policy, String rest, RiskClass riskClass, TransportGrade predicted) throws Exception {
        var builder =
                FakeMail.builder().name("Mail42").recipients("jo@praxis.test").state("password-pdf");
        FakeMail mail =
                sender.isEmpty() ? builder.build() : builder.sender(sender).build();
        String text =
                "From: Erika <erika@office.test>\nTo: jo@praxis.test\nSubject: Termin\nMIME-Version: 1.0\n" + rest;
        mail.setMessage(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
        new MailRisk(policy).note(mail, new Risk(riskClass, List.of()));
        note(mail, predicted);
        return mail;
    }

    private static void note(Mail mail, TransportGrade predicted) throws Exception {
        MailDecisions.note(
                mail,
                Map.of(
                        Bureau.address("jo@praxis.test"),
                        new MailDecisions.Noted(
                                new Decision(Procedure.PASSWORD_PDF, TransportGrade.NONE),
                                Optional.of(predicted),
                                "no DNSSEC")));
    }

    private static Decision decision(Mail mail) throws Exception {
        return MailDecisions.of(mail, Bureau.address("jo@praxis.test"))
                .orElseThrow()
                .decision();
    }

    private static String text(Mail mail) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Sealer.Result seal(Policy policy, Mail mail) throws Exception {
        var choice = new PasswordChoice(
                store.passwords(box),
                store.recipientSecrets(box),
                new PassphraseGenerator(RANDOM),
                Duration.ofDays(30),
                RANDOM,
                Clock.systemUTC());
        return new Sealer(
                        policy,
                        Bureau.groups(policy, store),
                        SEALING,
                        choice,
                        folder,
                        RANDOM,
                        Clock.systemUTC(),
                        Optional.empty())
                .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE);
    }
}
