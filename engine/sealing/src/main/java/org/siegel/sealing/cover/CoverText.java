package org.siegel.sealing.cover;

import java.util.List;
import java.util.stream.Collectors;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.password.PasswordId;

/** What a cover mail says to somebody who has never seen one. */
final class CoverText {

    private CoverText() {}

    static String subject(List<Language> languages) {
        return languages.stream()
                .map(language -> switch (language) {
                    case GERMAN -> "Verschlüsselte Nachricht";
                    case ENGLISH -> "Encrypted message";
                })
                .collect(Collectors.joining(" / "));
    }

    static Letter of(SealedContainer container, PasswordId id, String organisation, List<Language> languages) {
        var letter = new Letter();
        for (int i = 0; i < languages.size(); i++) {
            if (i > 0) {
                letter.rule();
            }
            switch (languages.get(i)) {
                case GERMAN -> german(letter, container, id, organisation);
                case ENGLISH -> english(letter, container, id, organisation);
            }
        }
        return letter;
    }

    private static void german(Letter letter, SealedContainer container, PasswordId id, String organisation) {
        String from = organisation.isBlank() ? "" : " von " + organisation;
        letter.paragraph("Guten Tag,")
                .paragraph("Sie erhalten eine vertrauliche Nachricht" + from
                        + ". Damit unterwegs niemand mitlesen kann, steckt sie verschlüsselt in der angehängten Datei.")
                .paragraph("So öffnen Sie die Nachricht:")
                .steps(steps(container, id, Language.GERMAN))
                .paragraph(
                        "Haben Sie noch kein Passwort? Dann fragen Sie bitte bei der Absenderin oder dem Absender nach, am besten telefonisch unter einer Nummer, die Sie schon kennen. Das Passwort steht in keiner E-Mail an Sie.")
                .paragraph(
                        "Bitte beachten Sie: Eine einfache Antwort auf diese E-Mail ist nicht verschlüsselt. Zeigt Ihr Programm beim Öffnen Warnungen oder Rückfragen an, bestätigen Sie diese nicht.");
    }

    private static void english(Letter letter, SealedContainer container, PasswordId id, String organisation) {
        String from = organisation.isBlank() ? "" : " from " + organisation;
        letter.paragraph("Hello,")
                .paragraph("You have received a confidential message" + from
                        + ". To make sure that nobody can read it on its way, it is encrypted in the attached file.")
                .paragraph("How to open the message:")
                .steps(steps(container, id, Language.ENGLISH))
                .paragraph(
                        "No password yet? Please ask the sender, preferably by phone under a number that you know already. The password is not in any e-mail to you.")
                .paragraph(
                        "Please note: a simple reply to this e-mail is not encrypted. If your program shows warnings or asks for permissions when you open the file, do not confirm them.");
    }

    /** How a container is opened, step by step. */
    static List<String> steps(SealedContainer container, PasswordId id, Language language) {
        return switch (language) {
            case GERMAN -> german(container, id);
            case ENGLISH -> english(container, id);
        };
    }

    private static List<String> german(SealedContainer container, PasswordId id) {
        boolean zip = holds(container, ContainerKind.ZIP);
        boolean files = holds(container, ContainerKind.PDF);
        boolean attachments =
                container.attachments() > 0 && container.companions().isEmpty();
        return switch (container.kind()) {
            case PDF ->
                List.of(
                        "Speichern Sie die angehängte PDF-Datei „" + container.fileName()
                                + "“ auf Ihrem Gerät und öffnen Sie sie, am besten mit Adobe Acrobat Reader oder Firefox in aktueller Fassung.",
                        "Geben Sie das Passwort mit der Kennung " + id
                                + " ein. Das Passwort teilt Ihnen die Absenderin oder der Absender auf anderem Weg mit, etwa am Telefon oder per SMS.",
                        "Nun können Sie die Nachricht lesen."
                                + (attachments
                                        ? " Anlagen finden Sie im Programm über das Symbol mit der Büroklammer."
                                        : "")
                                + (files
                                        ? " Die übrigen PDF-Dateien sind Anlagen dazu; sie öffnen sich mit demselben Passwort."
                                        : "")
                                + (zip
                                        ? " Auch die ZIP-Datei enthält Anlagen und öffnet sich mit demselben Passwort, jedoch nur mit einem Programm wie 7-Zip."
                                        : ""));
            case ZIP ->
                List.of(
                        "Speichern Sie die angehängte ZIP-Datei auf Ihrem Gerät. Öffnen Sie sie mit einem Programm wie 7-Zip; die in Windows eingebaute ZIP-Anzeige genügt nicht.",
                        "Geben Sie das Passwort mit der Kennung " + id
                                + " ein. Das Passwort teilt Ihnen die Absenderin oder der Absender auf anderem Weg mit, etwa am Telefon oder per SMS.",
                        "Entpacken Sie das innere Archiv und öffnen Sie darin die Datei „Nachricht.html“ oder „Message.html“.");
        };
    }

    private static List<String> english(SealedContainer container, PasswordId id) {
        boolean zip = holds(container, ContainerKind.ZIP);
        boolean files = holds(container, ContainerKind.PDF);
        boolean attachments =
                container.attachments() > 0 && container.companions().isEmpty();
        return switch (container.kind()) {
            case PDF ->
                List.of(
                        "Save the attached PDF file “" + container.fileName()
                                + "” on your device and open it, preferably with an up-to-date Adobe Acrobat Reader or Firefox.",
                        "Enter the password with the ID " + id
                                + ". The sender will give you this password in another way, such as by phone or text message.",
                        "Now you can read the message."
                                + (attachments
                                        ? " Attachments are found in the program under the paper clip symbol."
                                        : "")
                                + (files
                                        ? " The other PDF files are attachments of it; they open with the same password."
                                        : "")
                                + (zip
                                        ? " The ZIP file holds attachments, too, and opens with the same password, but only with a program such as 7-Zip."
                                        : ""));
            case ZIP ->
                List.of(
                        "Save the attached ZIP file on your device. Open it with a program such as 7-Zip; the ZIP viewer built into Windows is not sufficient.",
                        "Enter the password with the ID " + id
                                + ". The sender will give you this password in another way, such as by phone or text message.",
                        "Unpack the inner archive and open the file “Nachricht.html” or “Message.html” in it.");
        };
    }

    private static boolean holds(SealedContainer container, ContainerKind kind) {
        return container.companions().stream().anyMatch(one -> one.kind() == kind);
    }
}
