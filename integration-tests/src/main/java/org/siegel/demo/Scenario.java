package org.siegel.demo;

import static org.siegel.policy.Procedure.DELIVER;
import static org.siegel.policy.Procedure.PASSWORD_PDF;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.NONE;
import static org.siegel.policy.TransportGrade.QUALIFIED;
import static org.siegel.store.Outcome.BOUNCED;
import static org.siegel.store.Outcome.DELIVERED;

import java.util.List;
import org.siegel.demo.Letter.Expected;

/** The day's mail of a small company. */
final class Scenario {

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
                        List.of(new Expected("kontakt@bogus.test", DELIVER, BOUNCED, MANDATORY))));
    }
}
