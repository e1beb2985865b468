package org.siegel.sealing.container;

/** What we say on the pages around a message. */
public enum Phrase {
    FROM("Von", "From"),
    SENDER("Gesendet durch", "Sent by"),
    TO("An", "To"),
    CC("Kopie", "Cc"),
    REPLY_TO("Antwort an", "Reply to"),
    DATE("Datum", "Date"),
    SUBJECT("Betreff", "Subject"),
    NO_SUBJECT("(ohne Betreff)", "(no subject)"),
    NO_TEXT("Diese Nachricht enthält keinen Text.", "This message has no text."),
    ATTACHMENTS("Anlagen", "Attachments"),
    ATTACHMENTS_IN_PDF(
            "Alle Anlagen stecken in dieser PDF-Datei. So finden Sie sie: Adobe Acrobat Reader: Büroklammer am Rand. "
                    + "Firefox: Seitenleiste, Büroklammer. Browser wie Chrome und Edge und manche Handy-Apps zeigen Anlagen nicht an. "
                    + "PDF-Dateien und Bilder folgen, soweit möglich, auch als Seiten nach dem Text.",
            "All attachments are inside this PDF file. Where to find them: Adobe Acrobat Reader: paper clip at the side. "
                    + "Firefox: sidebar, paper clip. Browsers such as Chrome and Edge and some phone apps do not show attachments. "
                    + "PDF files and pictures also follow as pages after the text, where possible."),
    ATTACHMENTS_BESIDE(
            "Anlagen mit dem Zusatz „eigene Datei“ oder „ZIP-Datei“ hängen neben dieser Datei an derselben E-Mail und öffnen sich mit demselben Passwort.",
            "Attachments marked “own file” or “ZIP file” are attached to the same e-mail beside this file and open with the same password."),
    OTHERS_IN_PDF(
            "Die übrigen stecken in dieser PDF-Datei. So finden Sie sie: Adobe Acrobat Reader: Büroklammer am Rand. "
                    + "Firefox: Seitenleiste, Büroklammer. Bilder folgen, soweit möglich, auch als Seiten nach dem Text.",
            "The others are inside this PDF file. Where to find them: Adobe Acrobat Reader: paper clip at the side. "
                    + "Firefox: sidebar, paper clip. Pictures also follow as pages after the text, where possible."),
    ACROBAT_REFUSES(
            "Adobe Acrobat Reader öffnet und speichert manche Arten von Anlagen nicht, etwa ZIP-Dateien. Öffnen Sie diese PDF-Datei dann mit Firefox.",
            "Adobe Acrobat Reader neither opens nor saves some kinds of attachments, such as ZIP files. Then open this PDF file with Firefox."),
    OUTLOOK_ONLY(
            "Die Datei „winmail.dat“ hat Outlook in einem eigenen Format geschrieben; darin können formatierter Text und weitere Anlagen stecken. "
                    + "Öffnen Sie sie mit einem Programm für „winmail.dat“ (TNEF), oder bitten Sie darum, die Nachricht als HTML oder Text neu zu senden.",
            "The file “winmail.dat” was written by Outlook in a format of its own; it may hold formatted text and further attachments. "
                    + "Open it with a program for “winmail.dat” (TNEF), or ask the sender to send the message again as HTML or plain text."),
    OWN_FILE("eigene Datei", "own file"),
    ZIP_FILE("ZIP-Datei", "ZIP file"),
    ATTACHMENTS_IN_ZIP(
            "Die Anlagen liegen im Ordner „Anlagen“ neben dieser Datei.",
            "The attachments are in the folder “Attachments” beside this file."),
    ORIGINAL("die Nachricht im Originalformat", "the message in its original format"),
    HTML_VERSION("der Text mit seiner Gestaltung", "the text with its layout"),
    TEXT_VERSION("der vollständige Text", "the full text"),
    SHOWN_AS_TEXT(
            "Die Gestaltung dieser Nachricht ist zu aufwendig; gezeigt wird der reine Text. Die gestaltete Fassung liegt als Datei bei.",
            "The layout of this message is too complex; its plain text is shown. The version with layout is enclosed as a file."),
    SHORTENED(
            "Der Text ist zu lang, um ganz gezeigt zu werden. Vollständig liegt er als Datei bei.",
            "The text is too long to be shown in full. The whole text is enclosed as a file."),
    REMOTE_IMAGES_LEFT_OUT(
            "Bilder aus dem Internet wurden nicht geladen.", "Pictures from the internet were not loaded."),
    IMAGES_NOT_SHOWN(
            "Manche Bilder lassen sich hier nicht zeigen; sie liegen als Dateien bei.",
            "Some pictures cannot be shown here; they are enclosed as files."),
    CHARACTERS_MISSING(
            "Manche Schriftzeichen lassen sich hier nicht darstellen und sind durch ein Kästchen ersetzt. Vollständig ist die beiliegende Originalnachricht.",
            "Some characters cannot be displayed here and are replaced by a box. The enclosed original message is complete."),
    STRUCTURE_INCOMPLETE(
            "Der Aufbau dieser Nachricht ist fehlerhaft oder ungewöhnlich. Vollständig ist die beiliegende Originalnachricht.",
            "The structure of this message is broken or unusual. The enclosed original message is complete."),
    NESTED_MESSAGE("Beigefügte Nachricht", "Enclosed message"),
    APPOINTMENT("Termin", "Appointment"),
    CANCELLED("Termin (abgesagt)", "Appointment (cancelled)"),
    WHAT("Was", "What"),
    BEGINS("Beginn", "Begins"),
    ENDS("Ende", "Ends"),
    RECURS("Wiederholung", "Recurs"),
    WHERE("Wo", "Where"),
    ORGANISER("Einladend", "Organiser"),
    ATTENDEES("Eingeladen", "Attendees"),
    APPOINTMENT_HINT(
            "Die Kalenderdatei liegt bei. Zu- oder absagen können Sie hier nicht mit einem Klick; bitte antworten Sie der einladenden Person.",
            "The calendar file is enclosed. You cannot accept or decline here by a click; please answer the organiser."),
    PAGE("Seite", "Page"),
    OF("von", "of"),
    IMAGE_LEFT_OUT("Bild nicht geladen", "picture not loaded"),
    SEALED_BY("Vertraulich übermittelt durch", "Sent in confidence by");

    private final String german;
    private final String english;

    Phrase(String german, String english) {
        this.german = german;
        this.english = english;
    }

    public String in(Language language) {
        return switch (language) {
            case GERMAN -> german;
            case ENGLISH -> english;
        };
    }

    public static Phrase of(Note note) {
        return switch (note) {
            case SHOWN_AS_TEXT -> SHOWN_AS_TEXT;
            case SHORTENED -> SHORTENED;
            case REMOTE_IMAGES_LEFT_OUT -> REMOTE_IMAGES_LEFT_OUT;
            case IMAGES_NOT_SHOWN -> IMAGES_NOT_SHOWN;
            case CHARACTERS_MISSING -> CHARACTERS_MISSING;
            case STRUCTURE_INCOMPLETE -> STRUCTURE_INCOMPLETE;
        };
    }
}
