package org.siegel.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.siegel.demo.Letter.Expected;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Evidence;
import org.siegel.store.ObservedConnection;
import org.siegel.testing.smtp.Received;
import org.siegel.testing.smtp.SinkConnection;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsFacts;

/** Compares what must become of the mails with the evidence, and the evidence with what the mail servers really got. */
final class Inspection {

    /** The notice sets the password apart, on an indented line of its own. */
    private static final Pattern PASSWORD = Pattern.compile("(?m)^ {4}(\\S+)\\s*$");

    private final World world;
    private final List<Evidence> evidence;
    private final List<String> faults = new ArrayList<>();

    Inspection(World world, List<Evidence> evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    /** What is wrong; empty if everything is as it has to be. */
    List<String> faults(List<Letter> letters) {
        letters.forEach(letter -> letter.copies().forEach(copy -> faults.addAll(faults(letter, copy))));
        faults.addAll(cleartext(letters));
        return List.copyOf(faults);
    }

    /** What is wrong with one recipient's copy. */
    List<String> faults(Letter letter, Expected copy) {
        Optional<History> history = History.of(evidence, letter.messageId(), copy.recipient());
        if (history.isEmpty()) {
            return List.of(copy.recipient() + ": nothing about " + letter.messageId() + " is in the evidence");
        }
        Copy checked = new Copy(letter, copy, history.get());
        checked.decision();
        checked.arrival();
        return checked.faults;
    }

    /** No line of any mail was ever sent without TLS to a partner. */
    List<String> cleartext(List<Letter> letters) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, SmtpSink> sink : world.sinks().entrySet()) {
            if (sink.getKey().equals(World.OWN)) {
                continue;
            }
            for (SinkConnection connection : sink.getValue().connections()) {
                String seen = connection.cleartext();
                letters.stream()
                        .filter(letter -> letter.tellingLines().stream().anyMatch(seen::contains))
                        .forEach(letter ->
                                found.add(sink.getKey() + ": text of " + letter.name() + " was sent in clear"));
            }
        }
        return found;
    }

    /** One recipient's copy. */
    private final class Copy {
        private final Letter letter;
        private final Expected expected;
        private final History history;
        private final List<String> faults = new ArrayList<>();

        Copy(Letter letter, Expected expected, History history) {
            this.letter = letter;
            this.expected = expected;
            this.history = history;
        }

        private void demand(boolean isRight, String otherwise) {
            if (!isRight) {
                faults.add(expected.recipient() + " (" + letter.name() + "): " + otherwise);
            }
        }

        void decision() {
            String riskClass = history.judgement().risk().riskClass().name();
            demand(
                    riskClass.equals(letter.riskClass()),
                    "the risk class is " + riskClass + ", not " + letter.riskClass());
            demand(
                    history.procedure() == expected.procedure(),
                    "the procedure is " + history.procedure() + ", not " + expected.procedure());
            demand(
                    history.wasHeld() == letter.riskClass().equals(Scenario.ASK_FIRST),
                    history.wasHeld() ? "it waited for a decision" : "its sender was not asked");
            demand(
                    history.outcome() == expected.outcome(),
                    "it was " + history.outcome() + " (" + history.words() + "), not " + expected.outcome());
        }

        void arrival() {
            List<Received> arrived = world.sink(expected.domain()).messages().stream()
                    .filter(message -> message.recipientAddresses().contains(expected.recipient()))
                    .filter(this::isOfThisLetter)
                    .toList();
            if (!expected.isDelivered()) {
                demand(arrived.isEmpty(), "the server got it all the same");
                demand(isReturned(), "its sender was not told that it was not delivered");
                return;
            }
            if (arrived.size() != 1) {
                demand(false, "the server got it " + arrived.size() + " times");
                return;
            }
            connection(arrived.getFirst());
            if (expected.procedure().protectsContent()) {
                sealed(Mime.of(arrived.getFirst()));
            } else {
                demand(arrived.getFirst().body().text().endsWith(letter.text()), "the mail was changed on its way");
            }
        }

        /** By what the evidence says it was sent as: the mail itself, or sealed with this password. */
        private boolean isOfThisLetter(Received message) {
            String text = message.body().text();
            return history.passwordId()
                    .map(id -> text.contains("[" + id + "]")
                            || Mime.of(message).subject().contains("[" + id + "]"))
                    .orElseGet(() -> text.contains(letter.messageId()));
        }

        private void connection(Received arrived) {
            Optional<ObservedConnection> recorded = history.connection();
            demand(recorded.isPresent(), "the evidence does not tell the connection");
            TransportGrade reached = recorded.map(ObservedConnection::reached).orElse(TransportGrade.NONE);
            demand(reached.atLeast(expected.least()), "the connection was only " + reached);
            String seen = arrived.tls().map(TlsFacts::version).orElse("none").replace("TLS ", "TLSv");
            String told = recorded.flatMap(ObservedConnection::tls)
                    .map(ObservedConnection.Tls::version)
                    .orElse("none");
            demand(seen.equals(told), "the evidence says " + told + ", the server saw " + seen);
        }

        private void sealed(Mime cover) {
            String subject = Mime.subject(letter.message());
            demand(!cover.subject().contains(subject), "the cover mail shows the subject");
            String shown = cover.allText();
            letter.words().forEach(words -> demand(!shown.contains(words), "the cover mail shows the text"));
            List<byte[]> pdfs = cover.files("application/pdf");
            Optional<String> password = history.passwordId().flatMap(this::password);
            demand(!pdfs.isEmpty(), "no PDF arrived");
            demand(password.isPresent(), "the sender was not told the password");
            if (pdfs.isEmpty() || password.isEmpty()) {
                return;
            }
            for (byte[] pdf : pdfs) {
                demand(!OpenedPdf.opens(pdf, ""), "a PDF opens without a password");
                demand(OpenedPdf.opens(pdf, password.get()), "a PDF does not open with the password");
            }
            OpenedPdf opened = OpenedPdf.open(pdfs.getFirst(), password.get());
            letter.words().forEach(words -> demand(opened.text().contains(words), "the PDF lacks '" + words + "'"));
            List<String> beside = letter.attachments().stream()
                    .filter(name -> !opened.files().contains(name))
                    .toList();
            beside.forEach(name -> demand(opened.text().contains(name), "the PDF does not list '" + name + "'"));
            demand(
                    beside.size() == pdfs.size() - 1,
                    "the PDF has " + opened.files() + ", and there are " + (pdfs.size() - 1) + " files beside it");
        }

        /** As the sender reads it in the notice. */
        private Optional<String> password(String id) {
            return notices()
                    .map(Mime::of)
                    .filter(notice -> notice.subject().endsWith(id))
                    .map(notice -> PASSWORD.matcher(notice.text()))
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        }

        private boolean isReturned() {
            return notices().anyMatch(message -> {
                Mime notice = Mime.of(message);
                return notice.has("message/delivery-status") && notice.text().contains(expected.recipient());
            });
        }

        /** From the null sender to the sender of this mail. */
        private Stream<Received> notices() {
            return world.sink(World.OWN).messages().stream()
                    .filter(message -> message.sender().isEmpty())
                    .filter(message -> message.recipientAddresses().contains(letter.sender()));
        }
    }
}
