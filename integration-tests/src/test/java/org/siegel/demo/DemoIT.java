package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.demo.Letter.Expected;
import org.siegel.store.Evidence;

/** Every row of the demonstration, on one run of the shipped configuration. */
class DemoIT {

    private static final List<Letter> LETTERS = Scenario.letters();

    @TempDir
    static Path folder;

    private static World world;
    private static List<Evidence> evidence;
    private static boolean isIdle;
    private static List<Path> kept;

    @BeforeAll
    static void sendTheDaysMail() throws Exception {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Distribution shipped = Distribution.here();
        world = World.start(clock);
        ConfFolder conf = Office.furnish(shipped, folder, world, LocalDate.now(clock));
        try (SenderPage page = Scenario.askFirst(conf, world);
                GatewayProcess gateway = GatewayProcess.start(shipped, folder)) {
            try (Submission submission = Submission.to(gateway.smtpPort())) {
                for (Letter letter : LETTERS) {
                    submission.send(letter.sender(), letter.recipients(), letter.message());
                }
            }
            Scenario.answer(world, page, Duration.ofSeconds(60));
            isIdle = gateway.awaitIdle(Duration.ofSeconds(60));
            kept = gateway.repository("error");
            gateway.stop();
        }
        evidence = History.read(folder, clock, new SecureRandom());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> copies() {
        return LETTERS.stream()
                .flatMap(letter -> letter.copies().stream().map(copy -> Arguments.of(letter.name(), copy.recipient())));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("copies")
    void everyCopyEndsAsThePolicyHasIt(String name, String recipient) {
        Letter letter = LETTERS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Expected copy = letter.copies().stream()
                .filter(one -> one.recipient().equals(recipient))
                .findFirst()
                .orElseThrow();
        assertThat(new Inspection(world, evidence).faults(letter, copy)).isEmpty();
    }

    @Test
    void noTextWasEverSentInClear() {
        assertThat(new Inspection(world, evidence).cleartext(LETTERS)).isEmpty();
    }

    @Test
    void nothingIsLeftInAQueueOrKeptBecauseOfAFault() {
        assertThat(isIdle).isTrue();
        assertThat(kept).isEmpty();
    }

    @Test
    void theTableHasARowForEveryRecipientAndFitsATerminal() {
        String table = Report.of(LETTERS, evidence);
        assertThat(table.lines()).allMatch(line -> line.length() <= 140);
        LETTERS.forEach(letter ->
                letter.recipients().forEach(recipient -> assertThat(table).contains(recipient)));
    }
}
