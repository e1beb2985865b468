package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.siegel.testing.pki.TestAuthority;

/** An office whose gateway asks the senders of mails of class "high" that cannot travel well enough. */
final class AskingOffice implements AutoCloseable {

    static final Duration SECONDS = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("(?m)^Code: ([0-9]{4} [0-9]{4})\\s*$");

    final RunningOffice office;
    final SenderPage page;

    private AskingOffice(RunningOffice office, SenderPage page) {
        this.office = office;
        this.page = page;
    }

    /** All choices are offered unless the edits say otherwise. */
    static AskingOffice open(Path home, Consumer<ConfFolder> edits, String... javaOptions) {
        AtomicReference<SenderPage> page = new AtomicReference<>();
        return new AskingOffice(RunningOffice.open(home, conf -> furnish(conf, page, edits), javaOptions), page.get());
    }

    /** A second gateway of the same organisation. */
    AskingOffice beside(Path home, Consumer<ConfFolder> edits) {
        AtomicReference<SenderPage> other = new AtomicReference<>();
        return new AskingOffice(RunningOffice.beside(office, home, conf -> furnish(conf, other, edits)), other.get());
    }

    private static void furnish(ConfFolder conf, AtomicReference<SenderPage> page, Consumer<ConfFolder> edits) {
        Office.askSenders(conf);
        page.set(SenderPage.furnish(conf, TestAuthority.root(Clock.systemUTC())));
        edits.accept(conf);
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
        return links("Bitte entscheiden", "");
    }

    /** Those of the questions about mails to that recipient. */
    List<URI> links(String recipient) {
        return links("Bitte entscheiden", recipient);
    }

    /** The links of all reminders. */
    List<URI> reminders() {
        return links("Erinnerung: bitte entscheiden", "");
    }

    private List<URI> links(String subject, String recipient) {
        return own().filter(mail -> mail.subject().startsWith(subject))
                .filter(mail -> mail.text().contains(recipient))
                .map(mail -> SenderPage.link(mail).orElseThrow())
                .toList();
    }

    /** The link of the first question; waits for it. */
    URI link() {
        assertThat(Patience.await(SECONDS, () -> !links().isEmpty()))
                .as(office.gateway().output())
                .isTrue();
        return links().getFirst();
    }

    /** The codes to sign in that were sent to senders, in the order of their arrival. */
    List<String> codes() {
        return own().filter(mail -> mail.subject().startsWith("Code zum Anmelden"))
                .map(mail -> CODE.matcher(mail.text())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();
    }

    /** The newest code, when there are so many; waits for it. */
    String code(int count) {
        assertThat(Patience.await(SECONDS, () -> codes().size() == count))
                .as(office.gateway().output())
                .isTrue();
        return codes().getLast();
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
        page.close();
        office.close();
    }
}
