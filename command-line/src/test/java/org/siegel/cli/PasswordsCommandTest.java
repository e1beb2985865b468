package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.james.PasswordNotes;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;

/** Passwords are set, listed and removed beside a gateway that has the database open. */
class PasswordsCommandTest {

    private static final String TYPED = "zebra-9-Kaffee-Wolke-77-Stuhl-Mond-%-Garten-4";
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream input = System.in;
    private Store store;
    private RecipientSecretStore secrets;

    @BeforeEach
    void gateway() throws Exception {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                conf.resolve("siegel.properties"),
                "dns.resolver=127.0.0.1\nstore.key-file=key\nstore.url=jdbc:h2:file:db\n");
        store = Store.open(
                new DatabaseSettings("jdbc:h2:file:" + home.resolve("db"), "", ""), "node", Clock.systemUTC(), RANDOM);
        secrets = store.recipientSecrets(SecretBox.openOrCreate(home.resolve("key"), RANDOM));
    }

    @AfterEach
    void stop() {
        System.setIn(input);
        store.close();
    }

    @Test
    void whatIsTypedIsInTheStoreWhenTheGatewayHasTakenItAndNowhereElse() throws Exception {
        type(TYPED + "\n");
        assertThat(run("set", "jo@praxis.test")).isZero();
        assertThat(out.toString()).contains("jo@praxis.test").doesNotContain(TYPED);
        try (var files = Files.walk(home.resolve("var"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(TYPED, "Kaffee");
            }
        }

        take();

        var current = secrets.current("jo@praxis.test", Kind.PRE_SHARED).orElseThrow();
        assertThat(secrets.reveal("jo@praxis.test", Kind.PRE_SHARED, current.id())
                        .map(String::new))
                .contains(TYPED);
        assertThat(out.toString()).contains("password " + current.id());
    }

    @Test
    void aGoodOneIsMadeAndPrinted() {
        assertThat(run("set", "jo@praxis.test", "--generate")).isZero();
        take();
        Matcher printed = Pattern.compile("password (\\w{4}): (\\S+)").matcher(out.toString());
        assertThat(printed.find()).isTrue();
        assertThat(secrets.reveal("jo@praxis.test", Kind.PRE_SHARED, printed.group(1))
                        .map(String::new))
                .contains(printed.group(2));
    }

    @Test
    void aWeakOneIsRefusedWithoutBeingQuoted() {
        type("Sommer2026\n");
        assertThat(run("set", "jo@praxis.test")).isEqualTo(2);
        assertThat(err.toString()).contains("too easy to guess").doesNotContain("Sommer");
        take();
        assertThat(secrets.all()).isEmpty();
    }

    @Test
    void theListShowsNoPasswordAndTheOldOnesOnlyIfAsked() {
        run("set", "jo@praxis.test", "--generate");
        take();
        run("set", "jo@praxis.test", "--generate");
        take();
        out.getBuffer().setLength(0);

        assertThat(run("list")).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString())
                .contains("jo@praxis.test  pre-shared  ")
                .doesNotContainPattern("[a-z2-9]{4}-[a-z2-9]{4}-");
        out.getBuffer().setLength(0);
        assertThat(run("list", "--all")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("for old mails");
    }

    @Test
    void whatIsRemovedIsGone() {
        run("set", "jo@praxis.test", "--generate");
        take();
        assertThat(run("remove", "jo@praxis.test")).isZero();
        take();
        assertThat(secrets.all()).isEmpty();
        assertThat(run("remove", "jo@praxis.test", "--kind", "all")).isEqualTo(2);
    }

    @Test
    void aNoteThatSomebodyForgedIsSetAsideAndTheOthersAreTaken() throws Exception {
        run("set", "jo@praxis.test", "--generate");
        Path folder = home.resolve("var/siegel/confirmations");
        Files.writeString(
                folder.resolve("a.password"),
                "recipient=jo@praxis.test\nkind=PRE_SHARED\nid=EVIL\nentropy=120\nkey=0\nsecret=AAAA\n");
        take();
        assertThat(secrets.all()).hasSize(1);
        assertThat(secrets.all().getFirst().id()).isNotEqualTo("EVIL");
        assertThat(folder.resolve("a.password.unusable")).exists();
    }

    @Test
    void theKeyIsChangedWhileNoGatewayRuns() {
        run("set", "jo@praxis.test", "--generate");
        take();
        String before = SecretBox.open(home.resolve("key"), RANDOM).keyId();
        store.close();

        assertThat(run("change-key")).isZero();

        assertThat(out.toString()).contains("1 secrets are encrypted with the new key");
        SecretBox box = SecretBox.open(home.resolve("key"), RANDOM);
        assertThat(box.keyId()).isNotEqualTo(before);
        store = Store.open(
                new DatabaseSettings("jdbc:h2:file:" + home.resolve("db"), "", ""), "node", Clock.systemUTC(), RANDOM);
        secrets = store.recipientSecrets(box);
        var kept = secrets.all().getFirst();
        assertThat(secrets.reveal(kept.recipient(), kept.kind(), kept.id())).isPresent();
    }

    /** As the gateway does every few seconds. */
    private void take() {
        new PasswordNotes(home.resolve("var/siegel/confirmations")).take(secrets);
    }

    private static void type(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("passwords"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--home", home.toString(), "--conf", home.resolve("conf").toString()));
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
