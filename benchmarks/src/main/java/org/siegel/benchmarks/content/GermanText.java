package org.siegel.benchmarks.content;

import java.util.SplittableRandom;

/** Ordinary business German, made of parts of sentences; same seed, same text. */
final class GermanText {

    private static final String[] OPENINGS = {
        "Sehr geehrte Damen und Herren,\n\n",
        "Hallo zusammen,\n\n",
        "Guten Tag,\n\n",
        "Liebe Kolleginnen und Kollegen,\n\n"
    };

    private static final String[] SUBJECTS = {
        "die Lieferung der Bauteile",
        "das Angebot über die Wartung",
        "die Besprechung am Donnerstag",
        "unser Projektplan",
        "die Rechnung vom vergangenen Monat",
        "der Entwurf des Vertrags",
        "die Übersicht der offenen Punkte",
        "die Schulung der neuen Anwender",
        "der Umzug in das Gebäude am Bahnhof",
        "die Auswertung des letzten Quartals",
        "das Protokoll der gestrigen Sitzung",
        "die Bestellung der Büromöbel",
        "das Ergebnis der Prüfung"
    };

    private static final String[] VERBS = {
        "wird voraussichtlich erst in der kommenden Woche fertig", "liegt Ihnen hoffentlich inzwischen vor",
        "muss aus unserer Sicht noch einmal überarbeitet werden", "wurde von der Geschäftsführung freigegeben",
        "verschiebt sich leider um zwei Tage", "ist wie besprochen im Netzwerk abgelegt",
        "kostet einschließlich Mehrwertsteuer etwa 1.250 Euro", "soll am 14.03. ab 10:30 Uhr vorgestellt werden",
        "enthält auf Seite 12 noch einen Fehler", "hat die Nummer 48213 und gilt bis Ende Juni"
    };

    private static final String[] ENDS = {
        ". Bitte geben Sie mir bis Freitag Bescheid, ob das für Sie passt.",
                ". Für Rückfragen stehe ich gern zur Verfügung.",
        ", deshalb schlage ich einen kurzen Termin vor.", ". Über eine Rückmeldung würde ich mich sehr freuen.",
        ", wie wir es in der letzten Runde vereinbart hatten.",
                ". Die Unterlagen dazu finden Sie auf unserem Laufwerk.",
        ". Können wir darüber morgen gegen 15 Uhr telefonieren?", ", was wir sehr bedauern."
    };

    private static final String CLOSING = """

            Mit freundlichen Grüßen
            Sabine Muster

            Muster GmbH, Industriestraße 12, 70565 Stuttgart
            Telefon 0711 2345678, www.muster.example
            """;

    private final SplittableRandom random;

    GermanText(SplittableRandom random) {
        this.random = random;
    }

    String sentence() {
        String subject = pick(SUBJECTS);
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + " " + pick(VERBS) + pick(ENDS);
    }

    /** A mail with so many sentences before and behind {@code middle}. */
    String mail(String middle, int sentences) {
        StringBuilder mail = new StringBuilder(pick(OPENINGS));
        int place = random.nextInt(sentences + 1);
        for (int i = 0; i <= sentences; i++) {
            if (i == place && !middle.isEmpty()) {
                mail.append(middle).append('\n');
            }
            if (i < sentences) {
                mail.append(sentence()).append(i % 3 == 2 ? "\n" : " ");
            }
        }
        return mail.append(CLOSING).toString();
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
