package org.siegel.demo;

import static org.siegel.policy.Procedure.DELIVER;
import static org.siegel.policy.Procedure.PASSWORD_PDF;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.NONE;
import static org.siegel.policy.TransportGrade.QUALIFIED;
import static org.siegel.store.Outcome.BOUNCED;
import static org.siegel.store.Outcome.DELIVERED;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.siegel.demo.Letter.Expected;
import org.siegel.policy.Choice;

/** The day's mail of a small company. */
final class Scenario {

    /** The class of the mails whose senders are asked. */
    static final String ASK_FIRST = "ask-first";

    private static final int SEE_OTHER = 303;
    private static final int CONFLICT = 409;

    private Scenario() {}

    static List<Letter> letters() {
        return List.of(
                new Letter(
                        "liefertermin",
                        "joerg.mueller@organisation.test",
                        "normal",
                        List.of("die 240 Türbänder aus Auftrag 0417", "Paletten bitte wie immer tauschen"),
                        List.of(),
                        List.of(
                                new Expected("einkauf@qualified.test", DELIVER, DELIVERED, QUALIFIED),
                                new Expected("lager@mandatory.test", DELIVER, DELIVERED, MANDATORY))),
                new Letter(
                        "gehaltsrunde",
                        "anna.schmidt@organisation.test",
                        "high",
                        List.of("Gehaltsrunde 2027", "Auszubildenden einen Festbetrag"),
                        List.of(),
                        List.of(
                                new Expected("personal@qualified.test", DELIVER, DELIVERED, QUALIFIED),
                                new Expected("kanzlei@mandatory.test", PASSWORD_PDF, DELIVERED, MANDATORY),
                                new Expected("post@plaintext.test", PASSWORD_PDF, DELIVERED, NONE),
                                new Expected("archiv@weak.test", PASSWORD_PDF, BOUNCED, MANDATORY))),
                new Letter(
                        "befund",
                        "betriebsarzt@organisation.test",
                        "very-high",
                        List.of("Herr Groß kommt am Dienstag", "A123456780"),
                        List.of("Ärztlicher Bericht Groß.pdf"),
                        List.of(
                                new Expected("aufnahme@qualified.test", PASSWORD_PDF, DELIVERED, QUALIFIED),
                                new Expected("labor@plaintext.test", PASSWORD_PDF, DELIVERED, NONE))),
                new Letter(
                        "quotation",
                        "tom.becker@organisation.test",
                        "normal",
                        List.of("The prices hold until the end of", "takes three weeks from your order"),
                        List.of("Angebot Türschließer 2291.pdf"),
                        List.of(
                                new Expected("purchasing@qualified.test", DELIVER, DELIVERED, QUALIFIED),
                                new Expected("sales@mandatory.test", DELIVER, DELIVERED, MANDATORY),
                                new Expected("office@plaintext.test", PASSWORD_PDF, DELIVERED, NONE),
                                new Expected("stores@static-rsa.test", PASSWORD_PDF, BOUNCED, MANDATORY))),
                new Letter(
                        "einladung",
                        "anna.schmidt@organisation.test",
                        "normal",
                        List.of("öffnen wir unsere Werkhalle"),
                        List.of(),
                        List.of(new Expected("kontakt@bogus.test", DELIVER, BOUNCED, MANDATORY))),
                // its sender is asked, and wants a PDF
                new Letter(
                        "rahmenvertrag",
                        "anna.schmidt@organisation.test",
                        ASK_FIRST,
                        List.of("der zweite Entwurf des Rahmenvertrags 0417", "die Preise gelten ab Januar"),
                        List.of(),
                        List.of(new Expected("kanzlei@mandatory.test", PASSWORD_PDF, DELIVERED, MANDATORY))));
    }

    /** A class whose mails wait for their senders, a tag that leads to it, and the page on which they decide. */
    static SenderPage askFirst(ConfFolder conf, World world) {
        conf.edit(
                        "adaptive-encryption.xml",
                        "    <risk-class name=\"very-high\"",
                        "    <risk-class name=\"" + ASK_FIRST
                                + "\" required-grade=\"qualified\" otherwise=\"ask-sender\"/>\n"
                                + "    <risk-class name=\"very-high\"")
                .edit(
                        "adaptive-encryption.xml",
                        "<subject-tag text=\"vertraulich\"",
                        "<subject-tag text=\"rückfrage\" class=\"" + ASK_FIRST
                                + "\"/>\n    <subject-tag text=\"vertraulich\"");
        return SenderPage.furnish(conf, world.authority());
    }

    /** The sender who is asked opens the link and decides; returns what is to be told of it. */
    static String answer(World world, SenderPage page, Duration most) {
        AtomicReference<Optional<URI>> link = new AtomicReference<>(Optional.empty());
        Patience.demand(
                most,
                () -> {
                    link.set(world.sink(World.OWN).messages().stream()
                            .map(Mime::of)
                            .flatMap(mail -> SenderPage.link(mail).stream())
                            .findFirst());
                    return link.get().isPresent();
                },
                () -> "nobody was asked about the mail that needs a decision");
        URI asked = link.get().orElseThrow();
        int status = page.decide(asked, Choice.PASSWORD_PDF, "").statusCode();
        if (status != SEE_OTHER || page.decide(asked, Choice.WITHDRAW, "").statusCode() != CONFLICT) {
            throw new DemoException("the page for senders did not take one decision, and one only");
        }
        return "One sender was asked, opened the link in the question and chose a password-protected PDF.";
    }
}
