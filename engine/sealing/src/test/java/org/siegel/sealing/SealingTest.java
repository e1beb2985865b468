package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;

class SealingTest {
    private final SecureRandom random = new SecureRandom();
    private final Sealing sealing = new Sealing(random, Clock.systemUTC(), 1);

    @TempDir
    Path directory;

    @TempDir
    Path incoming;

    @ParameterizedTest
    @EnumSource
    void leavesTheContainerAndNothingElse(ContainerKind kind) throws Exception {
        try (var message = Mails.read(Mails.mixed(Mails.attachment("a/b", "filename=x", new byte[50_000])), incoming);
                var passphrase = new PassphraseGenerator(random).generate()) {
            var request = SealingRequest.of(kind, passphrase, new PasswordId("K7Q2"), directory)
                    .in(Language.ENGLISH)
                    .by("Musterstadt");
            var container = sealing.seal(message, request);
            assertThat(container.fileName()).isEqualTo("Message-K7Q2" + kind.extension());
            assertThat(container.sha256()).isEqualTo(FileDigest.sha256(container.file()));
            assertThat(container.size()).isEqualTo(Files.size(container.file()));
            assertThat(directory).isDirectoryContaining(container.file()::equals);
            Files.delete(container.file());
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedPassphraseSealsNothing(ContainerKind kind) throws Exception {
        try (var message = Mails.read(Mails.mixed(), incoming)) {
            var passphrase = Mails.passphrase();
            var request = SealingRequest.of(kind, passphrase, new PasswordId("K7Q2"), directory);
            passphrase.close();
            assertThatThrownBy(() -> sealing.seal(message, request)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aWorkDirectoryThatCannotBeWrittenIsSaid() throws Exception {
        try (var message = Mails.read(Mails.mixed(), incoming)) {
            var request = SealingRequest.of(
                    ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory.resolve("fehlt"));
            assertThatThrownBy(() -> sealing.seal(message, request))
                    .isInstanceOf(SealingException.class)
                    .hasMessageContaining("work directory");
        }
    }

    @Test
    void theSweepRemovesOnlyWhatWeLeft() throws Exception {
        Files.createDirectories(directory.resolve("message-abc").resolve("x"));
        Files.createFile(directory.resolve("sealed-abc.pdf"));
        Path foreign = Files.createFile(directory.resolve("fremd.txt"));
        Sealing.sweep(directory);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(foreign);
        }
    }

    /** The first one stops when it looks at the clock; while it stands there, the second must not get so far. */
    @Test
    @Timeout(120)
    void noMoreAreSealedAtOnceThanAllowed() throws Exception {
        Set<Thread> inside = ConcurrentHashMap.newKeySet();
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                inside.add(Thread.currentThread());
                entered.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Clock.systemUTC().instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var bounded = new Sealing(random, clock, 1);
        List<SealedContainer> made = new CopyOnWriteArrayList<>();
        Runnable work = () -> {
            try (var message = Mails.read(Mails.mixed(), incoming)) {
                made.add(bounded.seal(
                        message,
                        SealingRequest.of(
                                ContainerKind.PDF, Mails.passphrase(), PasswordId.random(random), directory)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Thread first = Thread.ofPlatform().start(work);
        entered.await();
        Thread second = Thread.ofPlatform().start(work);
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(inside).containsExactly(first);
        goOn.countDown();
        first.join();
        second.join();
        assertThat(made).hasSize(2);
        assertThat(inside).containsExactlyInAnyOrder(first, second);
    }
}
