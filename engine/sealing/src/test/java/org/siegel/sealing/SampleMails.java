package org.siegel.sealing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Mails as offices write and get them, all made up. */
final class SampleMails {

    private static final String LETTER = """
            <p>Sehr geehrte Frau Beispiel,</p>
            <p>vielen Dank für Ihren Antrag vom 12.&nbsp;Oktober 2026. Wir haben die Unterlagen geprüft und teilen Ihnen mit, dass
            noch folgende Nachweise fehlen:</p>
            <ul><li>Meldebescheinigung (nicht älter als drei Monate)</li><li>Einkommensnachweis der letzten <b>sechs</b> Monate</li>
            <li>Kopie des Mietvertrags</li></ul>
            <p>Bitte reichen Sie diese bis zum <u>30.&nbsp;November</u> nach. Den Stand Ihres Antrags sehen Sie unter
            <a href="https://www.musterstadt.example/antraege">www.musterstadt.example/antraege</a>.</p>
            <p>Mit freundlichen Grüßen<br>i.&nbsp;A. Anna Absender</p>""";

    private SampleMails() {}

    /** By name. */
    static Map<String, String> all() {
        Map<String, String> mails = new LinkedHashMap<>();
        mails.put("letter", mail("Ihr Antrag auf Wohngeld", html(LETTER)));
        mails.put("plain-text", mail("AW: Terminabsprache", plainText()));
        mails.put("newsletter", mail("Stadtwerke aktuell: Herbst 2026", newsletter()));
        mails.put("table", mail("Abrechnung 3. Quartal", html(table())));
        mails.put("right-to-left", mail("פגישה / موعد", html(rightToLeft())));
        mails.put("emoji", mail("Geschafft 🎉 Danke!", html(emoji())));
        mails.put("many-scripts", mail("Ευχαριστώ, Спасибо, Dziękuję", html(manyScripts())));
        mails.put("word", mail("WG: Protokoll", html(word())));
        mails.put("replies", mail("AW: AW: AW: Angebot", html(replies())));
        mails.put("pictures", mail("Fotos vom Aufmaß", pictures()));
        mails.put("calendar", mail("Einladung: Fallbesprechung", calendar()));
        mails.put("nested", mail("WG: Befund", nested()));
        mails.put("attachments", mail("Unterlagen zum Bescheid", attachments()));
        return mails;
    }

    private static String mail(String subject, String rest) {
        String encoded =
                "=?utf-8?B?" + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8)) + "?=";
        return """
                From: Anna Absender <anna@musterstadt.example>
                To: Bernd Beispiel <bernd@example.org>, Cora <cora@example.org>
                Cc: Registratur <registratur@musterstadt.example>
                Date: Tue, 3 Nov 2026 10:15:00 +0100
                Message-ID: <sample@musterstadt.example>
                MIME-Version: 1.0
                """ + "Subject: " + encoded + "\n" + rest;
    }

    private static String html(String body) {
        return "Content-Type: text/html; charset=utf-8\n\n<html><body>" + body + "</body></html>\n";
    }

    private static String plainText() {
        return """
                Content-Type: text/plain; charset=utf-8; format=flowed

                Hallo Bernd,

                Dienstag passt mir gut. Ich bringe die Unterlagen mit, die wir letzte Woche
                besprochen haben, und komme mit der Bahn um 9:40 Uhr an.

                > Könnten wir uns am Dienstag oder Mittwoch treffen?
                > > Ich bin ab 10 Uhr im Haus.

                  Raum:     2.14 (zweiter Stock)
                  Telefon:  +49 30 0000-4711
                  Karte:    https://www.musterstadt.example/anfahrt?haus=2

                Viele Grüße
                Anna
                --\s
                Anna Absender · Stadt Musterhausen · Amt für Soziales
                """;
    }

    private static String newsletter() {
        String box =
                "<tr><td width='50%' valign='top' style='padding:12px'><h3 style='color:#00695c;margin:0 0 6px'>TITLE</h3>"
                        + "<p style='margin:0;color:#444'>Ab dem 1. Dezember gelten neue Tarife. Was sich für Sie ändert und wie Sie"
                        + " sparen können, lesen Sie hier.</p><p><a href='https://stadtwerke.example/x' style='background:#00796b;"
                        + "color:#ffffff;padding:8px 14px;text-decoration:none;border-radius:4px'>Weiterlesen</a></p></td>"
                        + "<td width='50%' valign='top' style='padding:12px;background:#eef6f5'><h3 style='margin:0 0 6px'>Termine</h3>"
                        + "<p style='margin:0'>14.11. Tag der offenen Tür<br>21.11. Beratung vor Ort<br>28.11. Wärmepumpen-Abend</p></td></tr>";
        return related(
                "<span style='display:none'>Neue Tarife, neue Termine</span><table width='100%' bgcolor='#f2f2f2'><tr><td align='center'>"
                        + "<table width='600' cellpadding='0' cellspacing='0' bgcolor='#ffffff'>"
                        + "<tr><td colspan='2' bgcolor='#004d40' style='padding:18px'><img src='cid:logo' width='120' height='40' alt='Logo'>"
                        + "<span style='color:#ffffff;font-size:22px;font-family:Georgia'> Stadtwerke aktuell</span></td></tr>"
                        + box.replace("TITLE", "Neue Tarife") + box.replace("TITLE", "Glasfaser für alle")
                        + "<tr><td colspan='2' style='padding:12px;font-size:11px;color:#888' align='center'>"
                        + "<img src='https://zaehler.example/pixel.gif' width='1' height='1'>"
                        + "<img src='https://bilder.example/aktion.jpg' width='560' height='90' alt='Herbstaktion'>"
                        + "<br>Sie erhalten diese Mail als Kunde. <a href='https://stadtwerke.example/abmelden'>Abmelden</a></td></tr>"
                        + "</table></td></tr></table>",
                picture("logo", 120, 40, new Color(0x80cbc4), new Color(0x26a69a)));
    }

    private static String table() {
        var rows = new StringBuilder();
        for (int i = 1; i <= 34; i++) {
            rows.append("<tr")
                    .append(i % 2 == 0 ? " style='background:#f4f6f8'" : "")
                    .append("><td>")
                    .append(4700 + i);
            rows.append("</td><td>Leistung nach Ziffer ")
                    .append(i * 7 % 90 + 1)
                    .append("</td><td>")
                    .append(i % 28 + 1);
            rows.append(".09.2026</td><td align='right'>").append(i % 4 + 1).append("</td><td align='right'>");
            rows.append(i * 13 % 80 + 9).append(",50 €</td><td align='right'>").append(i * 37 % 300 + 20);
            rows.append(",00 €</td></tr>");
        }
        return "<p>Guten Tag,</p><p>anbei die Aufstellung:</p><table border='1' cellspacing='0' cellpadding='4' style='border-collapse:"
                + "collapse;font-size:12px' width='100%'><thead><tr style='background:#dde3ea'><th>Nr.</th><th>Leistung</th><th>Datum</th>"
                + "<th>Anzahl</th><th>Einzeln</th><th>Summe</th></tr></thead><tbody>" + rows
                + "</tbody></table><p><b>Zahlbar bis 30.11.2026.</b></p>";
    }

    private static String rightToLeft() {
        return "<div dir='rtl'><p>שלום ברנד,</p><p>הפגישה נקבעה ליום שלישי, 10 בנובמבר בשעה 14:30, בחדר 2.14."
                + " נא להביא את המסמכים (טופס A-17).</p></div><hr><div dir='rtl'><p>السيد برند المحترم،</p><p>تم تحديد موعدكم يوم"
                + " الثلاثاء 10 نوفمبر الساعة 14:30 في الغرفة 2.14. يرجى إحضار الوثائق المطلوبة.</p></div>"
                + "<p>Kurz auf Deutsch: Termin am Dienstag um 14:30 Uhr (שלום / سلام).</p>";
    }

    private static String emoji() {
        return "<p>Hallo zusammen 👋,</p><p>der Umzug ist geschafft 🎉🎊! Danke an alle ❤️ – besonders an Cora 👩‍💻 und das Team 💪🏽.</p>"
                + "<ul><li>✅ Möbel stehen</li><li>☎️ Telefone gehen</li><li>❌ Drucker noch nicht 🖨️</li><li>⚠️ Aufzug bis Freitag gesperrt</li>"
                + "</ul><p>Kuchen 🍰 gibt es um 15 Uhr ☕. 🇩🇪 → 🇪🇺 ★★★★☆ ½ √ ≤ ≥ ≈ €</p>";
    }

    private static String manyScripts() {
        return "<p lang='el'>Αγαπητέ κύριε Beispiel, σας ευχαριστούμε για την αίτησή σας.</p><p>Уважаемый господин Байшпиль, благодарим"
                + " за заявление. Їжак, ґудзик, Љубав.</p><p>Dziękujemy za wniosek: ąćęłńóśźż. Děkujeme: ěščřžýáíéúů. Köszönjük: őű."
                + " Teşekkürler: ğışİ. Mulțumim: ășțâî. Ačiū: ąčęėįšųūž. Tiếng Việt: ắ ằ ẵ ộ ữ.</p>"
                + "<p>Fraktur und Zeichen: „Anführung“ ‚einfach‘ – Gedankenstrich — … § ¶ † ‰ № ™ © ®</p>";
    }

    private static String word() {
        return "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style>p.MsoNormal{margin:0cm;font-size:11.0pt;"
                + "font-family:'Calibri',sans-serif;} @page WordSection1{size:612pt 792pt;margin:70pt}</style><div class='WordSection1'>"
                + "<p class='MsoNormal'>Liebe Kolleginnen und Kollegen,<o:p></o:p></p><p class='MsoNormal'><o:p>&nbsp;</o:p></p>"
                + "<p class='MsoNormal'><b><span style='color:#1F497D'>TOP 1</span></b> Haushalt: <span style='background:yellow;"
                + "mso-highlight:yellow'>offen</span><o:p></o:p></p><p class='MsoNormal' style='margin-left:36.0pt;text-indent:-18.0pt'>"
                + "<![if !supportLists]>·&nbsp;&nbsp;&nbsp;<![endif]>Nachtrag bis 15.11.<o:p></o:p></p><p class='MsoNormal'>&nbsp;</p>"
                + "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class='MsoNormal'><b>Von:</b> Cora"
                + " &lt;cora@example.org&gt;<br><b>Gesendet:</b> Montag, 2. November 2026 16:02<br><b>Betreff:</b> Protokoll</p></div>"
                + "<p class='MsoNormal'>Hier das Protokoll.</p></div>";
    }

    private static String replies() {
        String text = "<p>Vielen Dank, so machen wir es. Der Preis von 1.250,00&nbsp;€ ist in Ordnung.</p>";
        for (int i = 4; i > 0; i--) {
            text = "<p>Antwort Nummer " + (5 - i) + ": einverstanden, bitte noch das Datum ergänzen.</p><p>Am " + i
                    + ".&nbsp;November 2026 schrieb Bernd Beispiel:</p><blockquote type='cite'>" + text
                    + "</blockquote>";
        }
        return text;
    }

    private static String pictures() {
        return related(
                "<p>Guten Tag, hier die Fotos vom Aufmaß:</p><p><img src='cid:eins' width='480' alt='Nordseite'></p><p>Nordseite, gut zu sehen"
                        + " der Riss.</p><p><img src='cid:zwei' style='width:240px;float:right;margin:0 0 8px 12px' alt='Südseite'>"
                        + "Südseite: hier ist alles in Ordnung. Der Putz wurde 2019 erneuert, die Fugen sind dicht, und auch der Anstrich"
                        + " ist einwandfrei. Wir empfehlen, die Nordseite noch vor dem Winter auszubessern.</p>",
                picture("eins", 960, 480, new Color(0x90a4ae), new Color(0x37474f)),
                picture("zwei", 480, 480, new Color(0xffe082), new Color(0xef6c00)));
    }

    private static String calendar() {
        return """
                Content-Type: multipart/alternative; boundary="grenze"

                --grenze
                Content-Type: text/plain; charset=utf-8

                Sie sind zu einer Fallbesprechung eingeladen.
                --grenze
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:fall@musterstadt.example
                DTSTART:20261110T133000Z
                DTEND:20261110T143000Z
                SUMMARY:Fallbesprechung
                LOCATION:Rathaus\\, Raum 2.14
                DESCRIPTION:Bitte die Akten mitbringen.
                ORGANIZER;CN=Anna Absender:mailto:anna@musterstadt.example
                ATTENDEE;CN=Bernd Beispiel;RSVP=TRUE:mailto:bernd@example.org
                ATTENDEE;CN=Cora:mailto:cora@example.org
                END:VEVENT
                END:VCALENDAR
                --grenze--
                """;
    }

    private static String nested() {
        return """
                Content-Type: multipart/mixed; boundary="aussen"

                --aussen
                Content-Type: text/plain; charset=utf-8

                Liebe Cora, wie besprochen leite ich Ihnen die Nachricht des Labors weiter.

                Anna
                --aussen
                Content-Type: message/rfc822
                Content-Disposition: attachment

                From: Labor <befund@labor.example>
                To: Anna Absender <anna@musterstadt.example>
                Date: Mon, 2 Nov 2026 08:30:00 +0100
                Subject: Befund 2291
                MIME-Version: 1.0
                Content-Type: text/html; charset=utf-8

                <p>Sehr geehrte Frau Absender,</p><table border="1" cellpadding="4" style="border-collapse:collapse"><tr><th>Wert</th>
                <th>Ergebnis</th><th>Normal</th></tr><tr><td>Hb</td><td>13,9 g/dl</td><td>12–16</td></tr><tr><td>CRP</td><td><b>18 mg/l</b>
                </td><td>&lt; 5</td></tr></table><p>Ihr Labor</p>

                --aussen--
                """;
    }

    private static String attachments() {
        return "Content-Type: multipart/mixed; boundary=\"grenze\"\n\n--grenze\nContent-Type: text/html; charset=utf-8\n\n"
                + LETTER + "\n--grenze\n"
                + Mails.attachment("application/pdf", "filename*=utf-8''Bescheid%202291%20(gepr%C3%BCft).pdf", pdf())
                + "--grenze\n"
                + Mails.attachment(
                        "image/png", "filename=Lageplan.png", png(900, 600, new Color(0xc5e1a5), new Color(0x33691e)))
                + "--grenze\n"
                + Mails.attachment(
                        "text/csv", "filename=Berechnung.csv", "a;b\n1;2\n".getBytes(StandardCharsets.US_ASCII))
                + "--grenze\n"
                + Mails.attachment("application/zip", "filename=Originale.zip", new byte[] {'P', 'K', 5, 6})
                + "--grenze--\n";
    }

    private static String related(String html, String... parts) {
        var raw = new StringBuilder("Content-Type: multipart/related; boundary=\"bild\"\n\n--bild\n")
                .append("Content-Type: text/html; charset=utf-8\n\n")
                .append(html)
                .append('\n');
        for (String part : parts) {
            raw.append("--bild\n").append(part);
        }
        return raw.append("--bild--\n").toString();
    }

    private static String picture(String id, int width, int height, Color from, Color to) {
        return "Content-Type: image/png; name=" + id + ".png\nContent-ID: <" + id
                + ">\nContent-Transfer-Encoding: base64\nContent-Disposition: inline\n\n"
                + Base64.getMimeEncoder()
                        .encodeToString(png(width, height, from, to))
                        .replace("\r", "")
                + "\n";
    }

    private static byte[] png(int width, int height, Color from, Color to) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, from, width, height, to));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillOval(width / 8, height / 4, height / 2, height / 2);
        pen.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pdf() {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 18);
                content.newLineAtOffset(72, 740);
                content.showText("Bescheid Nr. 2291");
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                for (int i = 0; i < 20; i++) {
                    content.newLineAtOffset(0, -20);
                    content.showText("Zeile " + (i + 1) + " des Bescheids mit einer Begr\u00fcndung in Worten.");
                }
                content.endText();
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
