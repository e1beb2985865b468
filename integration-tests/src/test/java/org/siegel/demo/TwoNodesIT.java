package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.Choice;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Evidence;
import org.siegel.store.Store;

/** Two gateways on one PostgreSQL: a question that one asked is answered on the other; the one that holds the mail lets it go. */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

    private static final String PARTNER = "mandatory.test";
    private static final String ANSWERS = "answers.organisation.test";
    private static final Pattern ADDRESS = Pattern.compile("answer-[0-9a-v]{52}@" + Pattern.quote(ANSWERS));

    private EmbeddedPostgres postgres;
    private AskingOffice holder;
    private AskingOffice other;

    @BeforeAll
    void open(@TempDir Path homes) throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Path first = Files.createDirectory(homes.resolve("first"));
        Path second = Files.createDirectory(homes.resolve("second"));
        holder = AskingOffice.open(first, conf -> share(conf, "holder", first));
        // The key is made at the first start; the second node needs the same.
        other = holder.beside(second, conf -> share(conf, "other", first));
    }

    private void share(ConfFolder conf, String node, Path keyHome) {
        DatabaseSettings database = database();
        conf.set("siegel.properties", "store.url", database.url())
                .set("siegel.properties", "store.user", database.user())
                .set(
                        "siegel.properties",
                        "store.key-file",
                        keyHome.resolve("var/siegel/shared.key").toString())
                .set("siegel.properties", "node.name", node)
                .set("siegel.properties", "ask.reply-domain", ANSWERS);
        SenderPage.demandSignInOutside(conf);
    }

    private DatabaseSettings database() {
        return new DatabaseSettings(
                postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "postgres", "");
    }

    @AfterAll
    void close() throws IOException {
        if (other != null) {
            other.close();
        }
        if (holder != null) {
            holder.close();
        }
        postgres.close();
    }

    @BeforeEach
    void forget() {
        holder.office.forget();
    }

    @Test
    void answeredOnThePageOfTheOtherNodeItIsReleasedByTheOneThatHoldsIt() throws Exception {
        URI link = ask("[vertraulich] Angebot");
        URI there = other.page.here(link);
        assertThat(other.page.open(there).body())
                .contains("[vertraulich] Angebot")
                .contains("<form");
        assertThat(other.page.decide(there, Choice.SEND, "so vereinbart").statusCode())
                .isEqualTo(303);
        assertThat(holder.page.decide(link, Choice.WITHDRAW, "").statusCode())
                .as("decided once, wherever")
                .isEqualTo(409);

        arrivesOnce();
        assertThat(outcomes())
                .containsSubsequence("holder HELD", "holder RELEASED", "holder DELIVERED")
                .allMatch(one -> one.startsWith("holder "));
        assertThat(Patience.await(
                        AskingOffice.SECONDS,
                        () -> other.page.open(there).body().contains("Das ist erledigt")))
                .isTrue();
    }

    @Test
    void decidedWhileTheNodeThatHoldsItIsDownItWaitsForThatNode() throws Exception {
        URI link = ask("[vertraulich] Vertrag");
        holder.office.kill();
        URI there = other.page.here(link);
        assertThat(other.page.decide(there, Choice.SEND, "so vereinbart").statusCode())
                .isEqualTo(303);
        assertThat(other.page.open(there).body()).contains("Das wird gleich ausgeführt");
        other.office.awaitEnd();
        assertThat(holder.office.arrivedAt(PARTNER)).isEmpty();

        holder.office.start();
        arrivesOnce();
        assertThat(outcomes()).contains("holder RELEASED").allMatch(one -> one.startsWith("holder "));
    }

    @Test
    void aReplyThatTheOtherNodeGetsCountsToo() throws Exception {
        ask("[vertraulich] Termin");
        String reply = "From: " + RunningOffice.SENDER + "\r\nTo: " + address()
                + "\r\nMessage-ID: <antwort@organisation.test>\r\nSubject: Re: Bitte entscheiden\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nSENDEN: so vereinbart\r\n";
        other.office.send(RunningOffice.SENDER, List.of(address()), reply.getBytes(StandardCharsets.UTF_8));

        arrivesOnce();
        assertThat(outcomes()).contains("holder RELEASED");
    }

    @Test
    void aCodeThatOneNodeSentSignsInOnTheOther() throws Exception {
        URI link = ask("[vertraulich] Zeugnis");
        try (SenderPage there = other.page.outside();
                SenderPage here = holder.page.outside()) {
            assertThat(there.send(there.here(link), "sign-in=ask").statusCode()).isEqualTo(303);
            String code = holder.code(1);
            here.keepWhatIsKeptBy(there);
            assertThat(here.send(link, "sign-in=code&code=" + code.replace(' ', '+'))
                            .statusCode())
                    .isEqualTo(303);
            there.keepWhatIsKeptBy(here);
            assertThat(there.open(there.here(link)).body()).contains("[vertraulich] Zeugnis");
            assertThat(here.decide(link, Choice.SEND, "so vereinbart").statusCode())
                    .isEqualTo(303);
        }
        arrivesOnce();
    }

    private URI ask(String subject) throws IOException {
        holder.send(subject, "kanzlei@" + PARTNER);
        URI link = holder.link();
        holder.office.awaitEnd();
        assertThat(holder.office.gateway().repository("held")).hasSize(1);
        assertThat(other.office.gateway().repository("held")).isEmpty();
        return link;
    }

    private void arrivesOnce() {
        holder.office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
        holder.awaitNothingHeld();
        other.office.awaitEnd();
        assertThat(holder.office.arrivedAt(PARTNER)).hasSize(1);
    }

    /** The address that a reply to the question goes to; in the mail's header, which may be folded. */
    private String address() {
        return holder.office.arrivedAt(World.OWN).stream()
                .map(mail -> ADDRESS.matcher(mail.body().text().replaceAll("\\r\\n\\s+", "")))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow();
    }

    /** What the shared evidence tells of the mail that was written last, as node and outcome. */
    private List<String> outcomes() {
        try (Store store = Store.open(database(), "reader", Clock.systemUTC(), new SecureRandom())) {
            assertThat(store.evidence().verify().isIntact()).isTrue();
            List<Evidence> all = store.evidence().byRecipient("kanzlei@" + PARTNER, Instant.EPOCH);
            String last = all.getLast().attempt().copy().messageId().orElseThrow();
            return all.stream()
                    .filter(one -> one.attempt()
                            .copy()
                            .messageId()
                            .filter(last::equals)
                            .isPresent())
                    .map(one -> one.node() + " " + one.attempt().handling().outcome())
                    .toList();
        }
    }
}
