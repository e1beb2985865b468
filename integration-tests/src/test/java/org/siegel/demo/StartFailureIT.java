package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps the gateway from starting is said with its reason. */
class StartFailureIT {

    private record Mistake(Consumer<ConfFolder> edit, String said) {}

    static Stream<Named<Mistake>> mistakes() {
        return Stream.of(
                Named.of(
                        "a setting",
                        new Mistake(
                                conf -> conf.set("siegel.properties", "ask.port", "nonsense"),
                                "ask.port cannot be 'nonsense'")),
                Named.of(
                        "the policy",
                        new Mistake(
                                conf -> conf.edit("adaptive-encryption.xml", "reminder=\"P1D\"", "reminder=\"P4D\""),
                                "the reminder would come after the time is over")),
                Named.of(
                        "the database",
                        new Mistake(
                                conf -> conf.set("siegel.properties", "store.url", "jdbc:mysql://localhost/x"),
                                "Cannot use the database jdbc:mysql")),
                Named.of(
                        "the page's certificate",
                        new Mistake(
                                conf -> conf.set("siegel.properties", "ask.url", "https://localhost:1/")
                                        .set("siegel.properties", "ask.certificate", "conf/none.pem")
                                        .set("siegel.properties", "ask.private-key", "conf/none.key"),
                                "conf/none.pem")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsWrongIsSaid(Mistake mistake, @TempDir Path home) {
        assertThatThrownBy(() -> RunningOffice.open(home, mistake.edit()))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("has stopped instead of getting ready")
                .hasMessageContaining("Siegel does not start: ")
                .hasMessageContaining(mistake.said());
    }
}
