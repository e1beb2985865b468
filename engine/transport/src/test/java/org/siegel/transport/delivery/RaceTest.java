package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.Address;

/** Which address mail is given to: RFC 8305 §4, §5. */
class RaceTest {

    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
    private static final InetAddress FOUR = ip("192.0.2.4");
    private static final InetAddress FOUR_TOO = ip("192.0.2.44");
    private static final InetAddress SIX = ip("2001:db8::6");
    private static final InetAddress SIX_TOO = ip("2001:db8::66");

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final Families families = new Families(clock);
    private final ConcurrentLinkedQueue<InetAddress> tried = new ConcurrentLinkedQueue<>();
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private ServerSocket server;

    private static InetAddress ip(String text) {
        try {
            return Address.getByAddress(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** These do not answer, ever; the others are the server. */
    private Dialer silent(InetAddress... addresses) {
        return (address, _port) -> {
            tried.add(address);
            if (List.of(addresses).contains(address)) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    givenUp.countDown();
                    Thread.currentThread().interrupt();
                }
                throw new ConnectException("given up");
            }
            return connected();
        };
    }

    private Dialer refusing(InetAddress... addresses) {
        return (address, _port) -> {
            tried.add(address);
            if (List.of(addresses).contains(address)) {
                throw new ConnectException("refused by " + address.getHostAddress());
            }
            return connected();
        };
    }

    private Race race(List<InetAddress> addresses, Dialer dialer) {
        return Race.among(addresses, server.getLocalPort(), dialer, address -> families.note(address, false), THREADS);
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        return socket;
    }

    @Test
    @Timeout(60)
    void anAddressThatDoesNotAnswerHoldsUpNobody() throws Exception {
        try (Race race = race(List.of(SIX, FOUR), silent(SIX))) {
            assertThat(race.order()).containsExactly(FOUR, SIX);
            assertThat(race.connect(FOUR, 25).isConnected()).isTrue();
            givenUp.await();
        }
    }

    @Test
    void theFirstThatAnswersSparesTheOthersTheQuestion() throws IOException {
        try (Race race = race(List.of(FOUR, SIX), refusing())) {
            assertThat(race.order()).containsExactly(FOUR, SIX);
            race.connect(FOUR, 25).close();
            assertThat(tried).startsWith(FOUR);
        }
    }

    @Test
    void whatHasJustFailedIsNotTriedASecondTimeButTold() throws IOException {
        try (Race race = race(List.of(FOUR, SIX, FOUR_TOO), refusing(FOUR, SIX))) {
            assertThat(race.order()).containsExactly(FOUR_TOO, FOUR, SIX);
            assertThat(tried).containsExactly(FOUR, SIX, FOUR_TOO);
            assertThatIOException()
                    .isThrownBy(() -> race.connect(SIX, 25))
                    .withMessageContaining("2001:db8:0:0:0:0:0:6");
            assertThat(tried).hasSize(3);
        }
    }

    @Test
    void whereNobodyAnswersTheOrderIsAsItWas() {
        try (Race race = race(List.of(FOUR, SIX), refusing(FOUR, SIX))) {
            assertThat(race.order()).containsExactly(FOUR, SIX);
            assertThatIOException().isThrownBy(() -> race.connect(FOUR, 25));
        }
    }

    @Test
    void aConnectionThatNobodyWantsIsClosedAndASecondOneToTheSameAddressIsNew() throws IOException {
        Socket first;
        try (Race race = race(List.of(FOUR, SIX), refusing(SIX))) {
            first = race.connect(FOUR, 25);
            assertThat(race.connect(FOUR, 25)).isNotSameAs(first);
        }
        try (Socket accepted = server.accept()) {
            first.close();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
        race(List.of(FOUR, SIX), refusing()).close();
        server.accept().close();
        try (Socket unwanted = server.accept()) {
            assertThat(unwanted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void oneAddressAloneIsNotConnectedToBeforeItsTurn() {
        try (Race race = race(List.of(FOUR), refusing())) {
            assertThat(race.order()).containsExactly(FOUR);
            assertThat(tried).isEmpty();
        }
    }

    @Test
    void theFamiliesTakeTurns() {
        assertThat(families.ordered(List.of(FOUR, FOUR_TOO, SIX, SIX_TOO)))
                .containsExactly(FOUR, SIX, FOUR_TOO, SIX_TOO);
        assertThat(families.ordered(List.of(SIX, SIX_TOO))).containsExactly(SIX, SIX_TOO);
    }

    @Test
    void aFamilyThatLeadsNowhereGoesLastForAWhileButGoes() {
        for (int i = 0; i < 3; i++) {
            assertThat(families.ordered(List.of(FOUR, SIX))).startsWith(FOUR);
            families.note(FOUR, false);
        }
        assertThat(families.ordered(List.of(FOUR, FOUR_TOO, SIX, SIX_TOO)))
                .containsExactly(SIX, SIX_TOO, FOUR, FOUR_TOO);
        assertThat(families.ordered(List.of(FOUR))).containsExactly(FOUR);

        clock.advance(Duration.ofMinutes(11));
        assertThat(families.ordered(List.of(SIX, FOUR))).startsWith(FOUR);
    }

    @Test
    void oneAnswerMakesAFamilyAliveAndTwoDeadOnesAreNone() {
        for (int i = 0; i < 5; i++) {
            families.note(FOUR, false);
            families.note(SIX, false);
        }
        assertThat(families.ordered(List.of(FOUR, SIX))).containsExactly(FOUR, SIX);
        families.note(SIX, true);
        assertThat(families.ordered(List.of(FOUR, SIX))).containsExactly(SIX, FOUR);
        families.note(FOUR, true);
        assertThat(families.ordered(List.of(SIX, FOUR))).containsExactly(FOUR, SIX);
    }

    @Test
    @Timeout(60)
    void aFamilyThatIsOvertakenAgainAndAgainLosesItsPlace() {
        List<InetAddress> both = List.of(FOUR, SIX);
        for (int i = 0; i < 3; i++) {
            race(families.ordered(both), silent(FOUR)).close();
        }
        assertThat(families.ordered(both)).containsExactly(SIX, FOUR);
    }

    @Test
    void howAnAttemptWentIsNotedButNotThatItWasGivenUp() throws Exception {
        Dialer noting = refusing(SIX).noting(families::note);
        for (int i = 0; i < 3; i++) {
            assertThatIOException().isThrownBy(() -> noting.connect(SIX, 25));
        }
        noting.connect(FOUR, 25).close();
        assertThat(families.ordered(List.of(SIX, SIX_TOO, FOUR))).containsExactly(FOUR, SIX, SIX_TOO);

        Dialer quiet = silent(FOUR).noting(families::note);
        for (int i = 0; i < 3; i++) {
            Thread attempt =
                    Thread.ofVirtual().start(() -> assertThatIOException().isThrownBy(() -> quiet.connect(FOUR, 25)));
            attempt.interrupt();
            attempt.join();
        }
        assertThat(families.ordered(List.of(SIX, FOUR))).containsExactly(FOUR, SIX);
    }

    @Test
    void aLocalAddressOfOneFamilyLeavesTheOtherToFail() {
        Dialer bound = Dialer.tcp(Duration.ofSeconds(5), Optional.of(InetAddress.getLoopbackAddress()));
        try (Race race = race(List.of(ip("::1"), InetAddress.getLoopbackAddress()), bound)) {
            assertThat(race.order()).startsWith(InetAddress.getLoopbackAddress());
        }
    }
}
