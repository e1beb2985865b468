package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.mailets.delivery.RefusedContainersAccess;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.Policy;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingWay;
import org.siegel.policy.WhenRefused;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.Unsealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.store.Container;
import org.siegel.store.ContainerForm;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.SecretBox;
import org.siegel.store.SecretNote;
import org.siegel.store.Store;

/** What a server did not take for its container gets into another one, and nothing else happens to it. */
class SealingAnewTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sealing SEALING = new Sealing(RANDOM, Clock.systemUTC(), 2);
    private static final String PRE_SHARED = "zebra-9-Kaffee-Wolke-77-Stuhl-Mond-%-Garten-4";

    @TempDir
    Path home;

    private Store store;
    private SecretBox box;
    private WorkFolder folder;
    private PasswordChoice choice;

    @BeforeEach
    void open() {
        store = Bureau.store(home);
        box = SecretBox.openOrCreate(home.resolve("key"), RANDOM);
        folder = WorkFolder.prepare(home.resolve("work"));
        choice = new PasswordChoice(
                store.passwords(box),
                store.recipientSecrets(box),
                new PassphraseGenerator(RANDOM),
                Duration.ofDays(30),
                RANDOM,
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).as("nothing is left in the work folder").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(PasswordMode.class)
    void theMessageIsTakenOutAndSealedIntoTheOther(PasswordMode mode) throws Exception {
        store.recipientSecrets(box)
                .adopt(SecretNote.seal(box, "jo@praxis.test", Kind.PRE_SHARED, "K7Q2", 130, PRE_SHARED.toCharArray()));
        Sealer sealer = sealer(AttachmentLayout.AUTO, false, mode, WhenRefused.OTHER_CONTAINER);
        FakeMail mail = Bureau.mailWithTables("jo@praxis.test");
        seal(sealer, mail, ContainerKind.PDF);
        SealedMark first = mark(mail);
        String original = original(mail, first);
        anew(sealer, mail);
        SealedMark second = mark(mail);

        assertThat(ContainerForm.of(second.container())).isEqualTo(ContainerForm.ZIP);
        assertThat(second.container().sha256()).isNotEqualTo(first.container().sha256());
        assertThat(original(mail, second)).isEqualTo(original).contains("Geheimer Inhalt", "c;d");
        boolean staysTheSame = mode == PasswordMode.PER_RECIPIENT || mode == PasswordMode.PRE_SHARED;
        assertThat(second.container().passwordId().equals(first.container().passwordId()))
                .as("a password of one mail is not used for two containers")
                .isEqualTo(staysTheSame);
        assertThat(second.password()).isEqualTo(mode);
    }

    @Test
    void thePdfWithAZipBesideItIsFollowedByThePdfAloneAndThatByTheZipAlone() throws Exception {
        Sealer sealer = sealer(AttachmentLayout.ZIP, true, PasswordMode.PER_MAIL, WhenRefused.OTHER_CONTAINER);
        FakeMail mail = Bureau.mailWithTables("jo@praxis.test");
        seal(sealer, mail, ContainerKind.PDF);
        assertThat(ContainerForm.of(mark(mail).container())).isEqualTo(ContainerForm.PDF_AND_ZIP);
        anew(sealer, mail);
        assertThat(ContainerForm.of(mark(mail).container())).isEqualTo(ContainerForm.PDF);
        assertThat(original(mail, mark(mail))).contains("Geheimer Inhalt", "c;d");
        anew(sealer, mail);
        assertThat(ContainerForm.of(mark(mail).container())).isEqualTo(ContainerForm.ZIP);
        assertThat(original(mail, mark(mail))).contains("Geheimer Inhalt", "c;d");

        assertThatThrownBy(() -> anew(sealer, mail))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("no other container");
        assertThat(ContainerForm.of(mark(mail).container())).as("as it was").isEqualTo(ContainerForm.ZIP);
    }

    @Test
    void nothingElseIsTriedWhereThePolicyDoesNotSaySo() throws Exception {
        Sealer sealer = sealer(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL, WhenRefused.RETURN);
        FakeMail mail = Bureau.mail("jo@praxis.test");
        seal(sealer, mail, ContainerKind.PDF);
        assertThatThrownBy(() -> anew(sealer, mail)).isInstanceOf(SealingException.class);
    }

    @Test
    void laterMailsBeginWithTheOtherWhereItIsAllowedAndEndWithTheFirstIfNothingIsLeft() throws Exception {
        store.containerRefusals().remember("praxis.test", ContainerForm.PDF, "552 5.7.0 no");
        assertThat(sealedInto(WhenRefused.OTHER_CONTAINER)).isEqualTo(ContainerForm.ZIP);
        assertThat(sealedInto(WhenRefused.RETURN)).isEqualTo(ContainerForm.PDF);
        store.containerRefusals().remember("praxis.test", ContainerForm.ZIP, "552 5.7.0 no");
        assertThat(sealedInto(WhenRefused.OTHER_CONTAINER)).isEqualTo(ContainerForm.PDF);
    }

    @Test
    void aContainerThatWasChangedIsNotOpened() throws Exception {
        Sealer sealer = sealer(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL, WhenRefused.OTHER_CONTAINER);
        FakeMail mail = Bureau.mail("jo@praxis.test");
        seal(sealer, mail, ContainerKind.PDF);
        SealedMark mark = mark(mail);
        Container other =
                new Container(mark.container().format(), mark.container().passwordId(), "00".repeat(32));
        RefusedContainersAccess.note(mail, mark);
        assertThatThrownBy(() -> sealer.sealAnew(
                        mail, new SealedMark(other, mark.password(), mark.mailName()), Language.GERMAN, "office.test"))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("not the one that was made");
        assertThat(mark(mail)).isEqualTo(mark);
    }

    @Test
    void theSubjectBeforeSealingIsToldAsLongAsThePasswordIsKept() throws Exception {
        var subjects = new SealedOriginal(choice, folder);
        FakeMail mail = Bureau.mail("jo@praxis.test");
        assertThat(subjects.of(mail)).as("not sealed").isEmpty();
        seal(sealer(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL, WhenRefused.RETURN), mail, ContainerKind.PDF);
        assertThat(mail.getMessage().getSubject()).doesNotContain("Termin");
        assertThat(subjects.of(mail)).contains("Termin");

        MailDecisions.seal(mail, new SealedMark(mark(mail).container(), PasswordMode.PER_MAIL, "another").write());
        assertThat(subjects.of(mail)).as("no password").isEmpty();
    }

    private ContainerForm sealedInto(WhenRefused whenRefused) throws Exception {
        FakeMail mail = Bureau.mail("jo@praxis.test");
        seal(sealer(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL, whenRefused), mail, ContainerKind.PDF);
        return ContainerForm.of(mark(mail).container());
    }

    private Sealer sealer(AttachmentLayout layout, boolean zip, PasswordMode mode, WhenRefused whenRefused) {
        Policy policy = Bureau.policy(
                new SealingRules(new SealingWay(layout, zip, mode, whenRefused, Optional.empty()), List.of()));
        return new Sealer(
                policy,
                Bureau.groups(policy, store),
                SEALING,
                choice,
                folder,
                RANDOM,
                Clock.systemUTC(),
                Optional.empty());
    }

    private static void seal(Sealer sealer, Mail mail, ContainerKind kind) throws Exception {
        assertThat(sealer.seal(mail, kind, Language.GERMAN, "office.test", Sealer.Others.NONE))
                .isEqualTo(Sealer.Result.SEALED);
    }

    private static void anew(Sealer sealer, Mail mail) throws Exception {
        SealedMark mark = mark(mail);
        RefusedContainersAccess.note(mail, mark);
        sealer.sealAnew(mail, mark, Language.GERMAN, "office.test");
    }

    private static SealedMark mark(Mail mail) {
        return SealedMark.of(mail).orElseThrow();
    }

    private String original(Mail mail, SealedMark mark) throws Exception {
        List<String> hashes = Stream.concat(
                        Stream.of(mark.container().sha256()),
                        mark.container().beside().stream().map(Container.Beside::sha256))
                .toList();
        try (var copy = MessageCopy.of(mail.getMessage(), folder);
                var cover = SourceMessage.read(copy.open(), folder.path());
                var passphrase = choice.again(mark, mail);
                var message = Unsealing.original(cover, hashes, passphrase, folder.path());
                var in = message.original().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
