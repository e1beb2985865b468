package org.siegel.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A disk that takes nothing is waited for, and nothing else is. */
class FullDiskTest {

    private final IOException full = new IOException("No space left on device");

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void whatTheDiskRefusedIsDoneAgain() {
        assertThatCode(() -> FullDisk.outlast("mail", () -> {
                    if (times.incrementAndGet() == 1) {
                        throw new MessagingException("not kept", full);
                    }
                }))
                .doesNotThrowAnyException();
        assertThat(times).hasValue(2);
    }

    static Stream<MessagingException> others() {
        return Stream.of(
                new MessagingException("no such processor"),
                new MessagingException("gone", new FileNotFoundException("x.mail (No such file or directory)")),
                new MessagingException("gone", new NoSuchFileException("x.mail")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherFailureIsToldAtOnce(MessagingException failure) {
        assertThatThrownBy(() -> FullDisk.outlast("mail", () -> {
                    times.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(times).hasValue(1);
    }

    @Test
    void whoeverIsToStopDoesNotWait() {
        MessagingException failure = new MessagingException("not kept", full);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> FullDisk.outlast("mail", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(Thread.interrupted()).as("and the interruption is not lost").isTrue();
    }

    @Test
    void aFullDiskIsKnownByWhatTheSystemSays() {
        assertThat(FullDisk.isMeant(new IllegalStateException("step", full))).isTrue();
        assertThat(FullDisk.isMeant(new IOException("Auf dem Ger\u00e4t ist kein Speicherplatz mehr verf\u00fcgbar")))
                .isTrue();
        assertThat(FullDisk.isMeant(new IOException("unexpected end of stream")))
                .isFalse();
        assertThat(FullDisk.isMeant(new IllegalStateException("No space left on device")))
                .as("words that come from elsewhere")
                .isFalse();
    }
}
