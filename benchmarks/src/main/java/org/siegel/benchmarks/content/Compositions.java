package org.siegel.benchmarks.content;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Mails of known class, as people would write them. */
final class Compositions {

    /** A text with the class that it has. */
    record Composed(String riskClass, String subject, String text) {}

    private static final String[] HIGH_FRAMES = {
        "Bitte überweisen Sie die Auslagen auf %s, Kontoinhaberin ist Frau Yıldız.",
                "Meine Kartennummer lautet %s, gültig bis 08/29.",
        "Für die Meldung brauchen Sie die Steuer-ID %s.", "Sozialversicherungsnummer des neuen Kollegen: %s",
        "Das Passwort: %s", "Herr Brandt erhält ab Juli ein Bruttogehalt von %s."
    };

    private static final String[] HIGH_KINDS = {
        "iban", "payment-card", "steuer-id", "rentenversicherungsnummer", "password", "salary"
    };

    private static final String[] VERY_HIGH = {
        "Bei der Patientin Frau Krüger wurde nach der Operation ein Tumor gefunden; die Chemotherapie beginnt am Montag.",
        "Diagnose: F32.1, der Befund der Psychotherapie liegt bei, die Medikamente wurden umgestellt.",
        "Versichertennummer A123456780, bitte die Krankmeldung nachreichen.",
        "Das Jugendamt hat wegen Kindeswohlgefährdung die Inobhutnahme angeordnet, eine Pflegefamilie ist gefunden.",
        "Die Klinik meldet: Hepatitis bestätigt, Blutbild auffällig, stationäre Aufnahme nötig.",
        "Er ist nach dem Kirchenaustritt konvertiert und bittet, die Konfession in der Personalakte (bisher evangelisch) zu ändern.",
        "Die Gewerkschaft hat den Warnstreik beschlossen; Herr Aydin ist in der Tarifkommission und bekommt Streikgeld.",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n-----END OPENSSH PRIVATE KEY-----",
        "Frau Sommer, geb. 12.08.1964, leidet an Depressionen; die Wiedereingliederung nach der Rehabilitation ist geplant.",
        "Antrag auf Bürgergeld: Der Leistungsbescheid des Jobcenters für die Bedarfsgemeinschaft fehlt noch."
    };

    private final GermanText text;
    private final Numbers numbers;
    private final SplittableRandom random;

    Compositions(GermanText text, Numbers numbers, SplittableRandom random) {
        this.text = text;
        this.numbers = numbers;
        this.random = random;
    }

    /** None 50, normal 150, high 150, very high 150 of 500. */
    Composed next(int number) {
        int sentences = 1 + random.nextInt(8);
        return switch (number % 10) {
            case 0 ->
                new Composed("none", "Speiseplan", text.mail("In der Kantine gibt es am Mittwoch Linsensuppe.", 1));
            case 1, 2, 3 ->
                new Composed("normal", "Rückfrage", text.mail("Frau Weber ruft Sie dazu morgen an.", sentences));
            case 4, 5, 6 -> {
                int which = random.nextInt(HIGH_KINDS.length);
                Numbers.Kind kind = kindNamed(HIGH_KINDS[which]);
                String value = List.of(Spelling.values()).get(random.nextInt(3)).write(numbers.of(kind), kind.groups());
                yield new Composed(
                        "high", "Angaben", text.mail(String.format(Locale.ROOT, HIGH_FRAMES[which], value), sentences));
            }
            default ->
                new Composed("very-high", "Vorgang", text.mail(VERY_HIGH[random.nextInt(VERY_HIGH.length)], sentences));
        };
    }

    private static Numbers.Kind kindNamed(String detector) {
        return Stream.concat(Numbers.CHECKED.stream(), Numbers.BY_CONTEXT.stream())
                .filter(kind -> kind.detector().equals(detector))
                .findFirst()
                .orElseThrow();
    }
}
