package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Outcome;
import org.siegel.store.Store;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SinkConnection;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;

/**
 * Mails to twenty destinations of which a third misbehave, and a gateway that is killed three times meanwhile: every mail that
 * was accepted comes to an end that is documented, and no octet of it leaves in clear: so say the destinations, and where other
 * people's programs are at hand (profile interop) a capture of all packets.
 */
class FaultRunIT {

    private static final int NETWORK = 53;
    private static final int FIRST_HOST = 100;
    private static final int CONTROL = 200;
    private static final int DESTINATIONS = 20;
    private static final int MISBEHAVING = 7;
    private static final int KILLS = 3;
    /** More with {@code -Dsiegel.fault.mails=2000}. */
    private static final int MAILS_BETWEEN = Integer.getInteger("siegel.fault.mails", 240) / (KILLS + 1);

    private static final int MAILS = (KILLS + 1) * MAILS_BETWEEN;
    private static final int ARRIVED_BEFORE_KILL = MAILS_BETWEEN / 3;
    private static final long SEED = 20_261_126;
    private static final String SECRET = "Streng vertraulich";
    private static final String LAST_WORDS = "This was said in clear.";
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(200L * MAILS);

    private static final List<Step> STEPS =
            List.of(Step.BANNER, Step.EHLO_AFTER_TLS, Step.MAIL, Step.RCPT, Step.DATA, Step.END_OF_DATA);

    private final Random random = new Random(SEED);
    private final List<SmtpSink> sinks = new ArrayList<>();

    @Test
    void everyMailComesToADocumentedEnd(@TempDir Path home, @TempDir Path captured) throws Exception {
        if (Capture.isDemanded()) {
            Capture capture = Capture.of("127.0." + NETWORK + ".0/24", captured);
            try (capture) {
                run(home);
                sayInClear();
                capture.awaitSeen(LAST_WORDS);
            }
            assertNothingWasSeenInClear(capture);
        } else {
            run(home);
        }
    }

    private void run(Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            try {
                open(office.world);
                misbehave();
                for (int kill = 0; kill <= KILLS; kill++) {
                    send(office, kill * MAILS_BETWEEN);
                    if (kill < KILLS) {
                        awaitArrived((kill + 1) * ARRIVED_BEFORE_KILL);
                        office.kill();
                        office.start();
                    }
                }
                assertThat(office.gateway().awaitIdle(PATIENCE))
                        .as("the queues get empty")
                        .isTrue();
                office.gateway().stop();
                assertNothingIsLost(office);
                assertNothingWasInClear();
                assertTheEvidenceHolds(home, office);
            } finally {
                sinks.forEach(SmtpSink::close);
            }
        }
    }

    private void open(World world) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < DESTINATIONS; i++) {
            Identity identity = world.authority().issue("mx-p" + i + ".qualified.test");
            var address = Loopback.address(NETWORK, FIRST_HOST + i);
            sinks.add(SmtpSink.on(address)
                    .port(world.port())
                    .identity(identity)
                    .named("mx-p" + i + ".qualified.test")
                    .start());
            records.add("p" + i + " MX 10 mx-p" + i);
            records.add("mx-p" + i + " A " + address.getHostAddress());
            records.add(Tlsa.line("_" + world.port() + "._tcp.mx-p" + i, 3, 1, 1, identity.certificate()));
        }
        world.publish("qualified.test", records.toArray(String[]::new));
    }

    /** Some heal after a while, some never. */
    private void misbehave() {
        for (int i = 0; i < MISBEHAVING; i++) {
            Step step = STEPS.get(random.nextInt(STEPS.size()));
            Behaviour behaviour = behaviours().get(random.nextInt(behaviours().size()));
            if (random.nextBoolean()) {
                sinks.get(i).at(step, behaviour);
            } else {
                sinks.get(i).atFirst(1 + random.nextInt(20), step, behaviour);
            }
        }
    }

    private static List<Behaviour> behaviours() {
        return List.of(
                new Behaviour.Close(),
                new Behaviour.LoseReply(),
                new Behaviour.Goodbye(421, "4.3.2 not now"),
                new Behaviour.Reply(451, "4.7.1 later"),
                new Behaviour.Reply(550, "5.7.1 never"),
                new Behaviour.Raw("?!\r\n"),
                new Behaviour.EndlessReply(200_000),
                new Behaviour.Late(Duration.ofMillis(200)));
    }

    private static void send(RunningOffice office, int from) throws Exception {
        try (Submission submission = Submission.to(office.gateway().smtpPort())) {
            for (int i = from; i < from + MAILS_BETWEEN; i++) {
                submission.send(
                        RunningOffice.SENDER, List.of("einkauf@p" + i % DESTINATIONS + ".qualified.test"), mail(i));
            }
        }
    }

    private static byte[] mail(int number) {
        return ("From: " + RunningOffice.SENDER + "\r\nMessage-ID: <nummer-" + number
                        + "@organisation.test>\r\nSubject: Nummer " + number + ".\r\n\r\n" + SECRET + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void awaitArrived(int count) {
        Patience.demand(
                PATIENCE,
                () -> sinks.stream().mapToLong(sink -> sink.counts().messages()).sum() >= count,
                () -> "fewer than " + count + " mails arrive");
    }

    /** Delivered, or told to its sender, or both where a server lost its own reply. */
    private void assertNothingIsLost(RunningOffice office) {
        Map<String, Long> arrived = sinks.stream()
                .flatMap(sink -> sink.messages().stream())
                .map(message -> Mime.of(message).subject())
                .collect(Collectors.groupingBy(subject -> subject, TreeMap::new, Collectors.counting()));
        List<String> told = office.arrivedAt(World.OWN).stream()
                .map(message -> Mime.of(message).subject())
                .toList();
        List<String> lost = IntStream.range(0, MAILS)
                .mapToObj(i -> "Nummer " + i + ".")
                .filter(subject ->
                        !arrived.containsKey(subject) && told.stream().noneMatch(s -> s.endsWith(subject)))
                .toList();

        assertThat(lost).as("neither delivered nor returned").isEmpty();
        assertThat(office.gateway().repository("error")).isEmpty();
        assertThat(arrived).hasSizeGreaterThan(MAILS / 2);
    }

    private void assertNothingWasInClear() {
        assertThat(sinks.stream().flatMap(sink -> sink.connections().stream()).map(SinkConnection::cleartext))
                .noneMatch(clear -> Stream.of("MAIL FROM", "RCPT TO", SECRET).anyMatch(clear::contains));
    }

    /** So that the capture is known to see what is in clear. */
    private static void sayInClear() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.address(NETWORK, CONTROL));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write((SECRET + LAST_WORDS).getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            accepted.getInputStream().readAllBytes();
        }
    }

    private void assertNothingWasSeenInClear(Capture capture) {
        assertThat(capture.missed()).as("packets that were not captured").isZero();
        assertThat(capture.sent(Loopback.address(NETWORK, CONTROL)))
                .as("the capture sees what is in clear")
                .anyMatch(clear -> clear.contains(SECRET));
        int handshakes = 0;
        for (SmtpSink sink : sinks) {
            List<String> sent = capture.sent(sink.address().getAddress());
            assertThat(sent)
                    .as("to and from %s", sink.address())
                    .noneMatch(octets -> Stream.of("MAIL FROM", "RCPT TO", SECRET, "Nummer ", "nummer-")
                            .anyMatch(octets::contains));
            handshakes += (int) sent.stream()
                    .filter(octets -> octets.contains("STARTTLS\r\n"))
                    .count();
        }
        assertThat(handshakes).as("captured connections that changed to TLS").isPositive();
        System.out.println("Captured: " + handshakes + " connections that changed to TLS, none with a mail in clear");
    }

    private void assertTheEvidenceHolds(Path home, RunningOffice office) {
        Clock clock = Clock.system(ZoneId.systemDefault());
        var settings = new DatabaseSettings("jdbc:h2:file:" + home.resolve("var/siegel/store"), "", "");
        try (Store store = Store.open(settings, "reader", clock, new SecureRandom())) {
            assertThat(store.evidence().verify().defects()).isEmpty();
        }
        Map<String, Outcome> last = new TreeMap<>();
        History.read(home, clock, new SecureRandom())
                .forEach(record -> record.attempt()
                        .copy()
                        .messageId()
                        .ifPresent(
                                id -> last.put(id, record.attempt().handling().outcome())));
        List<String> open = IntStream.range(0, MAILS)
                .filter(i -> {
                    Outcome outcome = last.get("<nummer-" + i + "@organisation.test>");
                    return outcome != Outcome.DELIVERED && outcome != Outcome.BOUNCED;
                })
                .mapToObj(i -> i + ": " + last.get("<nummer-" + i + "@organisation.test>") + ", but "
                        + seenOf("Nummer " + i + ".", office))
                .toList();
        assertThat(open)
                .as(
                        "mails whose last record is no end; the gateway said:\n%s",
                        office.gateway().output())
                .isEmpty();
    }

    private String seenOf(String subject, RunningOffice office) {
        return Stream.concat(
                        sinks.stream().flatMap(sink -> sink.messages().stream()), office.arrivedAt(World.OWN).stream())
                .filter(message -> Mime.of(message).subject().endsWith(subject))
                .map(message -> message.recipientAddresses() + " got \""
                        + Mime.of(message).subject() + "\": "
                        + Mime.of(message).text().lines().limit(12).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }
}
