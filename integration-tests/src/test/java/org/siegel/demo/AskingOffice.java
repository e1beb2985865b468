package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;

/** An office whose gateway asks the senders of mails of class "high" that cannot travel well enough. */
final class AskingOffice implements AutoCloseable {

    static final Duration SECONDS = Duration.ofSeconds(30);

    private static final Pattern LINK = Pattern.compile("https://localhost:\\d+/a/[0-9a-v]{52}");

    final RunningOffice office;
    final TestAuthority authority;

    private AskingOffice(RunningOffice office, TestAuthority authority) {
        this.office = office;
        this.authority = authority;
    }

    /** All choices are offered unless the edits say otherwise. */
    static AskingOffice open(Path home, Consumer<ConfFolder> edits) {
        TestAuthority authority = TestAuthority.root(Clock.systemUTC());
        Identity identity = authority.issue("localhost");
        RunningOffice office = RunningOffice.open(home, conf -> {
            ask(conf, identity);
            edits.accept(conf);
        });
        return new AskingOffice(office, authority);
    }

    private static void ask(ConfFolder conf, Identity identity) {
        int port = freePort();
        conf.edit(
                        "adaptive-encryption.xml",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"password-pdf\"",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"ask-sender\"")
                .edit(
                        "adaptive-encryption.xml",
                        "<choices>password-pdf, wait, withdraw</choices>",
                        "<choices>password-pdf, password-zip, send, wait, withdraw</choices>\n"
                                + "    <send up-to=\"high\" grade=\"mandatory\"/>")
                .set("siegel.properties", "ask.url", "https://localhost:" + port + "/")
                .set("siegel.properties", "ask.bind", "127.0.0.1")
                .set("siegel.properties", "ask.port", Integer.toString(port))
                .set("siegel.properties", "ask.certificate", "conf/page.pem")
                .set("siegel.properties", "ask.private-key", "conf/page.key");
        try {
            identity.writePem(conf.home().resolve("conf/page.pem"), conf.home().resolve("conf/page.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, Loopback.address())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String subject, String... recipients) throws IOException {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + String.join(", ", recipients)
                + "\r\nMessage-ID: <" + subject.hashCode() + "." + System.nanoTime()
                + "@organisation.test>\r\nSubject: "
                + subject + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGeheimer Inhalt\r\n";
        office.send(RunningOffice.SENDER, List.of(recipients), mail.getBytes(StandardCharsets.UTF_8));
    }

    /** The mails that the organisation's own server got. */
    Stream<Mime> own() {
        return office.arrivedAt(World.OWN).stream().map(Mime::of);
    }

    /** The links of all questions, in the order of their arrival. */
    List<URI> links() {
        return own().filter(mail -> mail.subject().startsWith("Bitte entscheiden"))
                .map(AskingOffice::link)
                .toList();
    }

    /** The link of the first question; waits for it. */
    URI link() {
        assertThat(Patience.await(SECONDS, () -> !links().isEmpty()))
                .as(office.gateway().output())
                .isTrue();
        return links().getFirst();
    }

    private static URI link(Mime question) {
        Matcher link = LINK.matcher(question.text());
        assertThat(link.find()).as(question.text()).isTrue();
        return URI.create(link.group());
    }

    void awaitNothingHeld() {
        assertThat(Patience.await(
                        SECONDS, () -> office.gateway().repository("held").isEmpty()))
                .as(office.gateway().output())
                .isTrue();
        office.awaitEnd();
    }

    @Override
    public void close() {
        office.close();
    }
}
