package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.james.core.Domain;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.MailLanguage;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PhoneNumber;
import org.siegel.policy.Policy;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingWay;
import org.siegel.policy.WhenRefused;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.cover.CoverTemplates;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.store.Container;
import org.siegel.store.PasswordStore;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretBox;
import org.siegel.store.SecretNote;
import org.siegel.store.Store;

/** Where passwords come from and who is told what, with a real store and real containers. */
class PasswordModesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sealing SEALING = new Sealing(RANDOM, Clock.systemUTC(), 1);
    private static final Pattern PASSWORD = Pattern.compile("\\b[a-z2-9]{4}(?:-[a-z2-9]{4}){5}\\b");
    private static final String PRE_SHARED = "zebra-9-Kaffee-Wolke-77-Stuhl-Mond-%-Garten-4";

    @TempDir
    Path home;

    private TextMessages texts = new TextMessages(Optional.empty(), PhoneBook.empty(), SealingRules.STANDARD);
    private FakeMailContext context;
    private Store store;
    private SecretBox box;
    private PasswordStore passwords;
    private RecipientSecretStore secrets;

    @BeforeEach
    void open() throws Exception {
        context = FakeMailContext.builder()
                .postmaster(Bureau.address("postmaster@office.test"))
                .build();
        store = Bureau.store(home);
        box = SecretBox.openOrCreate(home.resolve("key"), RANDOM);
        passwords = store.passwords(box);
        secrets = store.recipientSecrets(box);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theCoverMailIsWordedAsTheAdministratorHasIt() throws Exception {
        for (String language : List.of("de", "en")) {
            Files.writeString(home.resolve("cover_" + language + ".txt"), "Subject: Post\n\n${password-id}\n");
            Files.writeString(home.resolve("cover_" + language + ".html"), "<p>${password-id}</p>\n");
        }
        Mail mail = Bureau.mail("jo@praxis.test");
        sealer(PasswordMode.PER_MAIL, Optional.of(CoverTemplates.read(home)))
                .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE);
        assertThat(mail.getMessage().getSubject()).isEqualTo("Post [" + id(mail) + "]");
    }

    @Test
    void perMailEachMailHasItsOwnAndTheSenderIsToldIt() throws Exception {
        String first = told(sealed(PasswordMode.PER_MAIL, "jo@praxis.test"), PasswordMode.PER_MAIL);
        String second = told(sealed(PasswordMode.PER_MAIL, "jo@praxis.test"), PasswordMode.PER_MAIL);
        assertThat(passwordIn(first)).isNotEqualTo(passwordIn(second));
    }

    /** Of several mails on one day each has a password of its own. */
    @ParameterizedTest
    @EnumSource
    void theNoticeSaysWhenTheMessageWasWritten(PasswordMode mode) throws Exception {
        set("jo@praxis.test", PRE_SHARED, 130);
        Mail mail = Bureau.mail("jo@praxis.test");
        mail.getMessage().setHeader("Date", "Tue, 3 Nov 2026 10:15:00 +0100");
        sealer(mode).seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE);
        assertThat(told(mail, mode))
                .contains("Ihre Nachricht vom 3. November 2026, 10:15 an", "Your message of 3 November 2026, 10:15 to");
    }

    @Test
    void perRecipientTheFirstSenderPassesItOnAndLaterOnesUseTheKnownOne() throws Exception {
        Mail first = sealed(PasswordMode.PER_RECIPIENT, "jo@praxis.test");
        String notice = told(first, PasswordMode.PER_RECIPIENT);
        String password = passwordIn(notice);
        assertThat(notice).contains("auch für alle künftigen Nachrichten");
        assertThat(opens(first, password)).isTrue();

        Mail second = sealed(PasswordMode.PER_RECIPIENT, "Jo@praxis.test");
        String later = told(second, PasswordMode.PER_RECIPIENT);
        assertThat(later)
                .contains("bekannten Passwort mit der Kennung " + id(first), "known password with the ID " + id(first))
                .doesNotContain(password);
        assertThat(PASSWORD.matcher(later).find()).isFalse();
        assertThat(opens(second, password)).isTrue();
        assertThat(opens(sealed(PasswordMode.PER_RECIPIENT, "else@praxis.test"), password))
                .isFalse();
    }

    @Test
    void aContainerThatNeverArrivedDoesNotCountAsTold() throws Exception {
        sealed(PasswordMode.PER_RECIPIENT, "jo@praxis.test"); // and no server took it, so nobody was told
        assertThat(passwordIn(told(sealed(PasswordMode.PER_RECIPIENT, "jo@praxis.test"), PasswordMode.PER_RECIPIENT)))
                .isNotEmpty();
    }

    @Test
    void preSharedIsWhatTheAdministratorSetAndNobodyIsToldIt() throws Exception {
        set("jo@praxis.test", PRE_SHARED, 130);
        Mail mail = sealed(PasswordMode.PRE_SHARED, "jo@praxis.test");
        assertThat(opens(mail, PRE_SHARED)).isTrue();
        assertThat(told(mail, PasswordMode.PRE_SHARED))
                .contains("bekannten Passwort mit der Kennung K7Q2")
                .doesNotContain(PRE_SHARED);
    }

    @Test
    void withoutAPreSharedPasswordNothingIsSealedAndTheMailStaysAsItWas() throws Exception {
        FakeMail mail = Bureau.mail("jo@praxis.test");
        assertThatThrownBy(() -> sealer(PasswordMode.PRE_SHARED)
                        .seal(mail, ContainerKind.PDF, Language.GERMAN, "x.test", Sealer.Others.NONE))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("no password has been set for jo@praxis.test");
        assertThat(mail.getMessage().getSubject()).isEqualTo("Termin");
        assertThat(MailDecisions.sealed(mail)).isEmpty();
    }

    @Test
    void aPreSharedPasswordThatDoesForAPdfIsRefusedForAZip() throws Exception {
        set("jo@praxis.test", "k7mq-x3td-9hwp-2bfz", 80);
        assertThat(opens(sealed(PasswordMode.PRE_SHARED, "jo@praxis.test"), "k7mq-x3td-9hwp-2bfz"))
                .isTrue();
        assertThatThrownBy(() -> sealer(PasswordMode.PRE_SHARED)
                        .seal(
                                Bureau.mail("jo@praxis.test"),
                                ContainerKind.ZIP,
                                Language.GERMAN,
                                "x.test",
                                Sealer.Others.NONE))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("too easy to guess")
                .hasMessageNotContaining("k7mq");
    }

    @Test
    void derivedIsDifferentForEachMailAndNothingIsKeptForIt() throws Exception {
        Mail first = sealed(PasswordMode.DERIVED, "jo@praxis.test");
        Mail second = sealed(PasswordMode.DERIVED, "jo@praxis.test");
        String one = passwordIn(told(first, PasswordMode.DERIVED));
        String two = passwordIn(told(second, PasswordMode.DERIVED));
        assertThat(one).isNotEqualTo(two);
        assertThat(opens(first, one)).isTrue();
        assertThat(opens(second, two)).isTrue();
        assertThat(opens(second, one)).isFalse();
        assertThat(passwords.pendingNotices(Clock.systemUTC().instant().plus(Duration.ofDays(1))))
                .isEmpty();
        assertThat(secrets.all()).hasSize(1);
    }

    @Test
    void aTextMessageBringsThePasswordToTheRecipientAndTheSenderSeesTheEndOfTheNumber() throws Exception {
        try (TextProvider provider = TextProvider.start()) {
            texts = provider.messages(SealingRules.STANDARD);
            Mail mail = sealed(PasswordMode.SMS, "jo@praxis.test");
            PhoneTrigger.note(mail, new PhoneNumber("+491701234567"));
            String notice = told(mail, PasswordMode.SMS);

            assertThat(notice).contains("Endziffern 567").doesNotContain("+49170");
            assertThat(PASSWORD.matcher(notice).find()).isFalse();
            assertThat(provider.received()).singleElement().satisfies(body -> {
                assertThat(body).contains("\"to\": \"+491701234567\"", "Password " + id(mail));
                assertThat(opens(mail, passwordIn(body))).isTrue();
            });
        }
    }

    @Test
    void withoutANumberTheSenderPassesThePasswordOn() throws Exception {
        try (TextProvider provider = TextProvider.start()) {
            texts = provider.messages(SealingRules.STANDARD);
            Mail mail = sealed(PasswordMode.SMS, "jo@praxis.test");
            String notice = told(mail, PasswordMode.SMS);
            assertThat(notice).contains("konnte nicht per SMS gesandt werden");
            assertThat(opens(mail, passwordIn(notice))).isTrue();
            assertThat(provider.received()).isEmpty();
        }
    }

    @Test
    void whatTheProviderRefusesTheSenderPassesOn() throws Exception {
        try (TextProvider provider = TextProvider.start()) {
            provider.answer(200, "error: no credit");
            texts = provider.messages(SealingRules.STANDARD);
            Mail mail = sealed(PasswordMode.SMS, "jo@praxis.test");
            PhoneTrigger.note(mail, new PhoneNumber("+491701234567"));
            String notice = told(mail, PasswordMode.SMS);
            assertThat(notice).contains("konnte nicht per SMS gesandt werden");
            assertThat(opens(mail, passwordIn(notice))).isTrue();
            assertThat(provider.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PasswordMode.class,
            names = {"PER_RECIPIENT", "PRE_SHARED", "DERIVED", "SMS"})
    void whereEachHasHisOwnEachGetsAMailOfHisOwn(PasswordMode mode) throws Exception {
        List<String> recipients = List.of("a@praxis.test", "b@praxis.test", "c@praxis.test");
        recipients.forEach(one -> set(one, PRE_SHARED + one, 130));
        FakeMail mail = Bureau.mail(recipients.toArray(String[]::new));
        new Splitting(Bureau.groups(policy(mode), store)).split(mail, ContainerKind.PDF, context);
        List<Mail> mails = new ArrayList<>();
        sealer(mode).seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", taking(mails, new ArrayList<>()));
        mails.add(mail);

        assertThat(mails)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.getRecipients()).hasSize(1));
        assertThat(mails.stream().map(one -> mark(one).container().sha256()).distinct())
                .hasSize(3);
        assertThat(mails.stream().map(Mail::getName).distinct()).hasSize(3);
        for (Mail one : mails) {
            try (var passphrase = choice().again(mark(one), one)) {
                String password = new String(passphrase.copy());
                for (Mail other : mails) {
                    assertThat(opens(other, password)).isEqualTo(other.getName().equals(one.getName()));
                }
            }
            Multipart parts = (Multipart) one.getMessage().getContent();
            assertThat(mark(one).container().sha256()).isEqualTo(sha256(parts.getBodyPart(1)));
        }
    }

    @Test
    void whoeverCannotBeSealedForHindersNobodyElse() throws Exception {
        set("b@praxis.test", PRE_SHARED, 130);
        FakeMail mail = Bureau.mail("a@praxis.test", "b@praxis.test", "c@praxis.test");
        List<Mail> sealed = new ArrayList<>();
        List<Mail> unsealed = new ArrayList<>();
        sealer(PasswordMode.PRE_SHARED)
                .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", taking(sealed, unsealed));
        assertThat(sealed).isEmpty();
        assertThat(mail.getRecipients()).containsExactly(Bureau.address("b@praxis.test"));
        assertThat(opens(mail, PRE_SHARED)).isTrue();
        assertThat(unsealed)
                .hasSize(2)
                .allSatisfy(one -> assertThat(SealedMark.of(one)).isEmpty());

        assertThatThrownBy(() -> sealer(PasswordMode.PRE_SHARED)
                        .seal(
                                unsealed.getFirst(),
                                ContainerKind.PDF,
                                Language.GERMAN,
                                "office.test",
                                Sealer.Others.NONE))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("no password has been set");
    }

    @Test
    void aMailThatJamesDoesNotTakeLeavesTheOthersToBeTriedAgain() throws Exception {
        FakeMail mail = Bureau.mail("a@praxis.test", "b@praxis.test");
        String before = (String) mail.getMessage().getContent();
        var full = new Sealer.Others() {
            @Override
            public void sealed(Mail one) throws MessagingException {
                throw new MessagingException("full");
            }

            @Override
            public void unsealed(Mail one) throws MessagingException {
                throw new MessagingException("full");
            }
        };
        assertThatThrownBy(() -> sealer(PasswordMode.DERIVED)
                        .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", full))
                .hasMessage("full");
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(SealedMark.of(mail)).isEmpty();
        assertThat(mail.getMessage().getContent()).isEqualTo(before);
    }

    private static Sealer.Others taking(List<Mail> sealed, List<Mail> unsealed) {
        return new Sealer.Others() {
            @Override
            public void sealed(Mail mail) throws MessagingException {
                sealed.add(mail.duplicate());
            }

            @Override
            public void unsealed(Mail mail) throws MessagingException {
                unsealed.add(mail.duplicate());
            }
        };
    }

    @ParameterizedTest
    @EnumSource(PasswordMode.class)
    void noSecretStandsOnTheMail(PasswordMode mode) throws Exception {
        set("jo@praxis.test", PRE_SHARED, 130);
        Mail mail = sealed(mode, "jo@praxis.test");
        String attributes = mail.attributes().toList().toString();
        assertThat(PASSWORD.matcher(attributes).find()).isFalse();
        assertThat(attributes).doesNotContain(PRE_SHARED).contains(id(mail));
        assertThat(mark(mail).password()).isEqualTo(mode);
    }

    @Test
    void eachFileOnTheMailIsNamedByItsHashForTheEvidence() throws Exception {
        FakeMail mail = Bureau.mailWithTables("jo@praxis.test");
        var way = new SealingWay(AttachmentLayout.ZIP, true, PasswordMode.PER_MAIL);
        sealer(Bureau.policy(new SealingRules(way, List.of())), Optional.empty())
                .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE);

        Multipart parts = (Multipart) mail.getMessage().getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        Container named = SealedMark.parse(mark(mail).write()).orElseThrow().container();
        assertThat(named.sha256()).isEqualTo(sha256(parts.getBodyPart(1)));
        assertThat(named.beside())
                .containsExactly(new Container.Beside(Container.Format.ZIP, sha256(parts.getBodyPart(2))));
    }

    @Test
    void coverMailAndFileSpeakTheLanguageThatThePolicyHasForTheRecipient() throws Exception {
        FakeMail mail = Bureau.mail("jo@praxis.test");
        var way = new SealingWay(
                AttachmentLayout.EMBED,
                false,
                PasswordMode.PER_MAIL,
                WhenRefused.RETURN,
                Optional.of(MailLanguage.ENGLISH));
        sealer(Bureau.policy(new SealingRules(way, List.of())), Optional.empty())
                .seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE);
        assertThat(mail.getMessage().getSubject()).isEqualTo("Encrypted message [" + id(mail) + "]");
        Multipart parts = (Multipart) mail.getMessage().getContent();
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("Message-" + id(mail) + ".pdf");
    }

    private static String sha256(BodyPart part) throws Exception {
        try (var in = part.getInputStream()) {
            return HexFormat.of().formatHex(FileDigest.newSha256().digest(in.readAllBytes()));
        }
    }

    private void set(String recipient, String password, int entropy) {
        secrets.adopt(SecretNote.seal(box, recipient, Kind.PRE_SHARED, "K7Q2", entropy, password.toCharArray()));
    }

    private static Policy policy(PasswordMode mode) {
        return Bureau.policy(new SealingRules(new SealingWay(AttachmentLayout.EMBED, false, mode), List.of()));
    }

    private PasswordChoice choice() {
        return new PasswordChoice(
                passwords, secrets, new PassphraseGenerator(RANDOM), Duration.ofDays(30), RANDOM, Clock.systemUTC());
    }

    private Sealer sealer(PasswordMode mode) {
        return sealer(mode, Optional.empty());
    }

    private Sealer sealer(PasswordMode mode, Optional<CoverTemplates> templates) {
        return sealer(policy(mode), templates);
    }

    private Sealer sealer(Policy policy, Optional<CoverTemplates> templates) {
        return new Sealer(
                policy,
                Bureau.groups(policy, store),
                SEALING,
                choice(),
                WorkFolder.prepare(home.resolve("work")),
                RANDOM,
                Clock.systemUTC(),
                templates);
    }

    private Mail sealed(PasswordMode mode, String recipient) throws Exception {
        FakeMail mail = Bureau.mail(recipient);
        assertThat(sealer(mode).seal(mail, ContainerKind.PDF, Language.GERMAN, "office.test", Sealer.Others.NONE))
                .isEqualTo(Sealer.Result.SEALED);
        return mail;
    }

    /** Whose own domain is office.test; what it sends is seen in {@link #context}. */
    private MailetContext office() {
        return (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(),
                new Class<?>[] {MailetContext.class},
                (_self, method, given) -> method.getName().equals("isLocalServer")
                        ? given[0].equals(Domain.of("office.test"))
                        : method.invoke(context, given));
    }

    /** What the sender reads, all of it. */
    private String told(Mail mail, PasswordMode mode) throws Exception {
        int before = context.getSentMails().size();
        var folder = WorkFolder.prepare(home.resolve("work"));
        new PasswordHandOver(passwords, secrets, choice(), texts, folder, RANDOM, Clock.systemUTC())
                .tell(mark(mail), mail, office());
        assertThat(mark(mail).password()).isEqualTo(mode);
        assertThat(context.getSentMails()).hasSize(before + 1);
        var sent = context.getSentMails().get(before);
        assertThat(sent.getRecipients()).containsExactly(Bureau.address("erika@office.test"));
        var text = new StringBuilder();
        Multipart parts = (Multipart) sent.getMsg().getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            text.append(part.getContent()).append('\n');
        }
        return text.toString();
    }

    private static SealedMark mark(Mail mail) {
        return MailDecisions.sealed(mail).flatMap(SealedMark::parse).orElseThrow();
    }

    private static String id(Mail mail) {
        return mark(mail).container().passwordId();
    }

    private static String passwordIn(String notice) {
        return PASSWORD.matcher(notice)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no password in: " + notice));
    }

    private static boolean opens(Mail mail, String password) throws Exception {
        Multipart parts = (Multipart) mail.getMessage().getContent();
        try (var in = parts.getBodyPart(1).getInputStream();
                var document = Loader.loadPDF(in.readAllBytes(), password)) {
            return document.getNumberOfPages() > 0;
        } catch (InvalidPasswordException _wrong) {
            return false;
        }
    }
}
