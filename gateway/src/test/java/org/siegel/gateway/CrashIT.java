package org.siegel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No mail that was answered with 250 is lost, whenever the process dies. */
class CrashIT {

    private static final int MAILS = 200;
    private static final int SENDERS = 8;
    private static final Pattern SUBJECT = Pattern.compile("^Subject: (crash-[0-9]+)$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = new ConcurrentSkipListSet<>();

    @BeforeEach
    void configure() throws IOException {
        GatewayProcess.configure(directory);
    }

    @Test
    void everyAcceptedMailArrivesAlthoughTheProcessIsKilledTwiceInTheMiddle() throws Exception {
        sendUntilKilled(70);
        sendUntilKilled(140);
        try (var gateway = GatewayProcess.start(directory)) {
            send(gateway, MAILS, new CountDownLatch(0));
            gateway.awaitEmptyQueue("spool");

            assertThat(accepted).hasSizeGreaterThanOrEqualTo(MAILS);
            assertThat(subjects(gateway.repository("arrived"))).containsAll(accepted);
            assertThat(gateway.repository("error")).isEmpty();
            assertThat(gateway.get("/healthcheck"))
                    .contains("\"status\":\"healthy\"")
                    .doesNotContain("degraded");
        }
    }

    @Test
    void mailsThatWaitForARetryAreStillThereAfterTheProcessIsKilled() throws Exception {
        // Nobody listens on port 1.
        GatewayProcess.edit(
                directory,
                "mailetcontainer.xml",
                text -> text.replaceFirst(
                        "class=\"ToRepository\">\\s*<repositoryPath>file://var/mail/arrived/</repositoryPath>\\s*<passThrough>false</passThrough>",
                        """
                class="RemoteDelivery">
                    <gateway>127.0.0.1</gateway>
                    <gatewayPort>1</gatewayPort>
                    <delayTime>1 hour</delayTime>
                    <maxRetries>3</maxRetries>
                    <bounceProcessor>error</bounceProcessor>
                """));
        try (var gateway = GatewayProcess.start(directory)) {
            try (var smtp = gateway.smtp()) {
                for (var i = 0; i < 20; i++) {
                    assertThat(smtp.send("a@sender.test", List.of("b@elsewhere.test"), "Subject: wait\r\n\r\nx"))
                            .startsWith("250");
                }
            }
            gateway.awaitEmptyQueue("spool");
            assertThat(gateway.get("/mailQueues/outgoing")).contains("\"size\":20");
            gateway.kill();
        }
        try (var gateway = GatewayProcess.start(directory)) {
            assertThat(gateway.get("/mailQueues/outgoing")).contains("\"size\":20");
            assertThat(gateway.get("/mailQueues/outgoing/mails?delayed=true&limit=1"))
                    .contains("b@elsewhere.test");
        }
    }

    private void sendUntilKilled(int enough) throws Exception {
        try (var gateway = GatewayProcess.start(directory)) {
            var reached = new CountDownLatch(Math.max(0, enough - accepted.size()));
            try (var killer = Executors.newSingleThreadExecutor()) {
                var killed = killer.submit(() -> {
                    reached.await();
                    gateway.kill();
                    return true;
                });
                send(gateway, Integer.MAX_VALUE, reached);
                assertThat(killed.get()).isTrue();
            }
        }
    }

    /** Until so many are accepted, or the process is gone. */
    private void send(GatewayProcess gateway, int enough, CountDownLatch count) throws IOException {
        var port = gateway.smtpPort();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (var i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(port, enough, count));
            }
        }
    }

    private void send(int port, int enough, CountDownLatch count) {
        try (var smtp = Smtp.connect(port).hello()) {
            while (accepted.size() < enough) {
                var subject = "crash-" + next.incrementAndGet();
                var text = "Subject: " + subject + "\r\n\r\n" + "x".repeat(500);
                assertThat(smtp.send("a@sender.test", List.of("b@elsewhere.test"), text))
                        .startsWith("250");
                accepted.add(subject);
                count.countDown();
            }
        } catch (IOException e) {
            // Killed. If it was not, too few mails are accepted in the end.
            return;
        }
    }

    private static Set<String> subjects(List<Path> mails) throws IOException {
        var subjects = new TreeSet<String>();
        for (var mail : mails) {
            var matcher = SUBJECT.matcher(Files.readString(mail, StandardCharsets.ISO_8859_1));
            assertThat(matcher.find()).as("%s has a subject", mail).isTrue();
            subjects.add(matcher.group(1));
        }
        return subjects;
    }
}
