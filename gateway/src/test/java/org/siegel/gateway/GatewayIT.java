package org.siegel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration, as a mail server and an operator meet it. */
class GatewayIT {

    private static final String MESSAGE = "Subject: x\r\n\r\nhello";
    private static final List<String> FOREIGN = List.of("b@elsewhere.test");

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws IOException {
        GatewayProcess.configure(directory);
    }

    @Test
    void takesWhatAMailServerHasToSend() throws Exception {
        try (var gateway = GatewayProcess.start(directory);
                var smtp = Smtp.connect(gateway.smtpPort())) {
            assertThat(smtp.say("EHLO client.test")).contains("8BITMIME", "PIPELINING", "SIZE 104857600", "DSN");
            assertThat(smtp.send("a@sender.test", FOREIGN, MESSAGE)).startsWith("250");
            assertThat(smtp.send("", FOREIGN, MESSAGE)).as("a bounce").startsWith("250");
            var thousand = IntStream.range(0, 1_000)
                    .mapToObj(i -> "user" + i + "@elsewhere.test")
                    .toList();
            assertThat(smtp.send("a@sender.test", thousand, MESSAGE)).startsWith("250");
            assertThat(smtp.say("MAIL FROM:<a@sender.test> BODY=8BITMIME")).startsWith("250");
            assertThat(smtp.say("RSET")).startsWith("250");
            assertThat(smtp.say("MAIL FROM:<a@sender.test> SIZE=104857601")).startsWith("552");
            gateway.awaitEmptyQueue("spool");
            assertThat(gateway.repository("arrived")).hasSize(3);
        }
    }

    @Test
    void passesOnEveryByteOfAnEightBitMessage() throws Exception {
        try (var gateway = GatewayProcess.start(directory);
                var smtp = gateway.smtp()) {
            var text = "Subject: gr\u00fc\u00dfe\r\nX: a\r\n  folded\r\n\r\n..dot\r\n\u00e4\u00f6\u00fc \u0001";
            assertThat(smtp.send("a@sender.test", FOREIGN, text)).startsWith("250");
            gateway.awaitEmptyQueue("spool");

            var stored = Files.readString(gateway.repository("arrived").getFirst(), StandardCharsets.ISO_8859_1);
            assertThat(stored).endsWith(text.replace("\r\n..dot", "\r\n.dot") + "\r\n");
        }
    }

    @Test
    void refusesStrangersEveryRecipientUntilTheyLogInOverTls() throws Exception {
        TestCertificate.writeTo(directory.resolve("conf"));
        GatewayProcess.edit(
                directory, "smtpserver.xml", text -> text.replace("startTLS=\"false\"", "startTLS=\"true\""));
        GatewayProcess.edit(
                directory,
                "domainlist.xml",
                text -> text.replace("<!--\n    <domainnames>", "<domainnames>")
                        .replace("</domainnames>\n    -->", "</domainnames>"));
        try (var gateway = GatewayProcess.start(directory)) {
            gateway.webAdmin("PUT", "/users/printer", "{\"password\":\"s3cret\"}");
            try (var stranger = Smtp.connect(gateway.smtpPort(), 99).hello()) {
                assertThat(stranger.send("a@sender.test", FOREIGN, MESSAGE)).startsWith("550 5.7.1");
                assertThat(stranger.say("RSET")).startsWith("250");
                assertThat(stranger.send("a@sender.test", List.of("c@example.org"), MESSAGE))
                        .startsWith("550 5.7.1");
                assertThat(stranger.say("EHLO client.test"))
                        .contains("STARTTLS")
                        .doesNotContain("AUTH");
                stranger.startTls();
                assertThat(stranger.say("EHLO client.test")).contains("AUTH");
                assertThat(stranger.authenticate("printer", "wrong")).startsWith("535");
                assertThat(stranger.authenticate("printer", "s3cret")).startsWith("235");
                assertThat(stranger.send("a@sender.test", FOREIGN, MESSAGE)).startsWith("250");
            }
            try (var mailServer = gateway.smtp()) {
                assertThat(mailServer.send("a@sender.test", List.of("c@example.org"), MESSAGE))
                        .startsWith("250");
            }
        }
    }

    @Test
    void takesRequireTlsInsideTlsOnlyAndNotesItOnTheMail() throws Exception {
        TestCertificate.writeTo(directory.resolve("conf"));
        GatewayProcess.edit(
                directory, "smtpserver.xml", text -> text.replace("startTLS=\"false\"", "startTLS=\"true\""));
        try (var gateway = GatewayProcess.start(directory);
                var smtp = Smtp.connect(gateway.smtpPort()).hello()) {
            assertThat(smtp.say("EHLO client.test")).doesNotContain("REQUIRETLS");
            assertThat(smtp.say("MAIL FROM:<a@sender.test> REQUIRETLS")).startsWith("530 5.7.10");

            smtp.startTls();
            assertThat(smtp.say("EHLO client.test")).contains("REQUIRETLS");
            assertThat(smtp.say("MAIL FROM:<a@sender.test> REQUIRETLS=yes")).startsWith("501 5.5.4");
            for (var parameter : List.of("REQUIRETLS", "RequireTLS", "requiretls", "")) {
                assertThat(smtp.say("MAIL FROM:<a@sender.test> " + parameter)).startsWith("250");
                assertThat(smtp.say("RCPT TO:<b@elsewhere.test>")).startsWith("250");
                assertThat(smtp.say("DATA")).startsWith("354");
                assertThat(smtp.say("Subject: asked by '" + parameter + "'\r\n\r\nhello\r\n."))
                        .startsWith("250");
            }
            gateway.awaitEmptyQueue("spool");
            assertThat(gateway.repository("arrived"))
                    .hasSize(4)
                    .extracting(GatewayIT::text)
                    .allMatch(text -> text.contains("siegel.require-tls") != text.contains("asked by ''"));
        }
    }

    @Test
    void runsTheMatchersMailetsRoutesAndChecksOfAnExtensionJarAroundOneInjectedObject() throws Exception {
        ExtensionJar.writeTo(directory);
        try (var gateway = GatewayProcess.start(directory);
                var smtp = gateway.smtp()) {
            var both = List.of("odd@elsewhere.test", "plain@elsewhere.test");
            assertThat(smtp.send("a@sender.test", both, MESSAGE)).startsWith("250");
            gateway.awaitEmptyQueue("spool");

            var state = gateway.get("/stamp").split(" ", 2);
            assertThat(state[1]).as("the startable and the mailet, once each").isEqualTo("2");
            assertThat(gateway.get("/healthcheck")).contains(state[0] + " 2");
            assertThat(gateway.repository("arrived")).hasSize(2);
            var stamped = gateway.repository("arrived").stream()
                    .map(GatewayIT::text)
                    .filter(text -> text.contains("X-Stamp: " + state[0]))
                    .toList();
            assertThat(stamped)
                    .singleElement()
                    .asString()
                    .contains("\"odd@elsewhere.test\"")
                    .doesNotContain("\"plain@");
        }
    }

    @Test
    void keepsUsersAndRepositoriesAndReleasesWhatItKept() throws Exception {
        try (var gateway = GatewayProcess.start(directory)) {
            gateway.webAdmin("PUT", "/users/printer", "{\"password\":\"s3cret\"}");
            try (var smtp = gateway.smtp()) {
                assertThat(smtp.send("a@sender.test", FOREIGN, MESSAGE)).startsWith("250");
            }
            gateway.awaitEmptyQueue("spool");
            assertThat(gateway.terminate()).isEqualTo(143);
            assertThat(gateway.output()).contains("Siegel gateway has stopped");
            assertThat(directory.resolve("var/gateway.ports")).doesNotExist();
        }
        try (var gateway = GatewayProcess.start(directory)) {
            assertThat(gateway.port("pid")).isEqualTo(Long.toString(gateway.pid()));
            assertThat(gateway.output())
                    .contains("Siegel gateway is ready: SMTP 127.0.0.1:" + gateway.smtpPort()
                            + ", WebAdmin http://127.0.0.1:" + gateway.port("webadmin"));
            assertThat(gateway.get("/users")).contains("printer");
            assertThat(Files.readString(directory.resolve("var/users.txt"))).doesNotContain("s3cret");
            assertThat(gateway.get("/mailRepositories")).contains("var/mail/arrived");
            gateway.webAdmin(
                    "PATCH", "/mailRepositories/var%2Fmail%2Farrived/mails?action=reprocess&processor=error", "");
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(gateway.repository("error")).hasSize(1));
            assertThat(gateway.repository("arrived")).isEmpty();
        }
    }

    @Test
    void saysWhatKeepsItFromStarting() throws Exception {
        try (var taken = new ServerSocket(0)) {
            GatewayProcess.edit(
                    directory,
                    "smtpserver.xml",
                    text -> text.replace("127.0.0.1:0<", "127.0.0.1:" + taken.getLocalPort() + "<"));
            var gateway = GatewayProcess.launch(directory);
            assertThat(gateway.exitCode()).isEqualTo(1);
            assertThat(gateway.output())
                    .contains("Siegel gateway does not start: ", "Address already in use", "smtpserver.xml");
        }
    }

    @Test
    void doesNotShareItsFolderWithASecondOne() throws Exception {
        try (var first = GatewayProcess.start(directory)) {
            var ports = Files.readString(directory.resolve("var/gateway.ports"));
            var second = GatewayProcess.launch(directory);
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("another gateway runs on this folder");
            assertThat(Files.readString(directory.resolve("var/gateway.ports"))).isEqualTo(ports);
            assertThat(first.get("/healthcheck")).contains("healthy");
        }
    }

    @Test
    void doesNotStartWithoutAFileThatItNeeds() throws Exception {
        Files.delete(directory.resolve("conf/mailetcontainer.xml"));
        var gateway = GatewayProcess.launch(directory);
        assertThat(gateway.exitCode()).isEqualTo(2);
        assertThat(gateway.output()).contains(directory.resolve("conf/mailetcontainer.xml") + " is not there");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
