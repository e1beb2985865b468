package org.siegel.sealing.html;

import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Phrase;

/**
 * How our pages look: quiet, like a printed mail. No {@code max-width} in percent: in a table that makes cells as narrow as they can
 * be. What is wider than the page is cut down by the filter of styles. Rows stay whole in tables without tables in them only: where
 * they nest, keeping them whole takes exponential time.
 */
final class PageStyle {

    private static final String SHEET = """
            body { font-size: 10.5pt; line-height: 1.4;
                   color: #1a1a1a; margin: 0; word-wrap: break-word; }
            h1.siegel-subject { font-size: 16pt; line-height: 1.25; margin: 0 0 4mm 0; }
            table.siegel-header { border-collapse: collapse; margin: 0 0 4mm 0; width: 100%; }
            table.siegel-header th { text-align: left; font-weight: normal; color: #666666; padding: 0.5mm 4mm 0.5mm 0;
                   vertical-align: top; width: 26mm; white-space: nowrap; }
            table.siegel-header td { padding: 0.5mm 0; vertical-align: top; }
            p.siegel-hint { background-color: #fdf3d8; border-left: 1mm solid #d9a300; padding: 1.5mm 3mm; margin: 0 0 2mm 0;
                   font-size: 9pt; }
            div.siegel-files { background-color: #f3f5f7; border: 0.2mm solid #d5dae0; padding: 2.5mm 3.5mm; margin: 0 0 4mm 0; }
            div.siegel-files h2 { font-size: 10.5pt; margin: 0 0 1mm 0; }
            div.siegel-files table { border-collapse: collapse; width: 100%; }
            div.siegel-files td { padding: 0.6mm 0; vertical-align: top; }
            td.siegel-size { text-align: right; white-space: nowrap; color: #555555; width: 24mm; }
            span.siegel-what { color: #555555; }
            div.siegel-files p { font-size: 8.5pt; color: #555555; margin: 1.5mm 0 0 0; }
            div.siegel-rule { border-top: 0.3mm solid #b8bec6; margin: 0 0 5mm 0; height: 0; }
            div.siegel-section { border-top: 0.3mm solid #b8bec6; margin: 6mm 0 0 0; padding: 3mm 0 0 0; }
            div.siegel-section h2 { font-size: 12pt; margin: 0 0 2mm 0; }
            div.siegel-plain { white-space: pre-wrap; }
            div.siegel-quote { color: #5a6470; }
            span.siegel-noimage { color: #777777; font-size: 8.5pt; }
            div.mail { margin: 0; }
            div.mail img { page-break-inside: avoid; }
            div.mail [align=center] > table, div.mail center > table { margin-left: auto; margin-right: auto; }
            div.mail table.siegel-flat { page-break-inside: auto; -fs-table-paginate: paginate; }
            div.mail table.siegel-flat tr { page-break-inside: avoid; }
            div.mail p { margin: 0.8em 0; }
            div.mail blockquote { border-left: 0.6mm solid #c5ccd4; margin: 0.8em 0; padding: 0 0 0 3mm; }
            div.mail pre, div.mail code, div.mail tt, div.mail kbd, div.mail samp
                   { font-family: 'siegel-mono','siegel',monospace; font-size: 0.9em; }
            div.mail pre { white-space: pre-wrap; }
            a { color: #0b57a4; text-decoration: none; border-bottom: 0.2mm solid #9fbfe0; }
            @media screen { body { max-width: 200mm; margin: 10mm auto; padding: 0 6mm; } }
            """;

    private PageStyle() {}

    static String of(Language language, String organisation, String families) {
        String foot = organisation.isBlank() ? "" : Phrase.SEALED_BY.in(language) + " " + organisation;
        return "@page { size: A4; margin: 18mm 20mm 20mm 20mm;"
                + " @bottom-left { content: \"" + escape(foot) + "\"; " + foot(families) + " }"
                + " @bottom-right { content: \"" + Phrase.PAGE.in(language) + " \" counter(page) \" "
                + Phrase.OF.in(language) + " \" counter(pages); " + foot(families) + " } }\n"
                + "body { font-family: " + families + "; }\n"
                + SHEET;
    }

    private static String foot(String families) {
        return "font-family: " + families + "; font-size: 8pt; color: #777777;";
    }

    /** For use between double quotes in CSS. */
    private static String escape(String text) {
        return text.replaceAll("[\\p{Cc}<>\\\\\"]", " ");
    }
}
