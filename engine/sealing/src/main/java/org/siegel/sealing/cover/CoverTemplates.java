package org.siegel.sealing.cover;

import java.nio.file.Path;
import org.jsoup.nodes.Entities;
import org.siegel.sealing.container.Language;

/**
 * The administrator's wording of cover mails, from a folder with {@code cover_de.txt}, {@code cover_de.html},
 * {@code cover_en.txt} and {@code cover_en.html}. A cover mail says it in German, then in English.
 */
public final class CoverTemplates {

    private final CoverTemplate german;
    private final CoverTemplate english;

    private CoverTemplates(CoverTemplate german, CoverTemplate english) {
        this.german = german;
        this.english = english;
    }

    /**
     * Reads the folder.
     *
     * @throws IllegalArgumentException naming file, line and what is wrong, if a file is missing, not UTF-8, lacks the password
     *     ID, or asks for what does not exist
     */
    public static CoverTemplates read(Path folder) {
        return new CoverTemplates(read(folder, Language.GERMAN, "de"), read(folder, Language.ENGLISH, "en"));
    }

    private static CoverTemplate read(Path folder, Language language, String code) {
        return CoverTemplate.read(
                language, folder.resolve("cover_" + code + ".txt"), folder.resolve("cover_" + code + ".html"));
    }

    CoverWords fill(CoverFacts facts) {
        String subject = german.subject().equals(english.subject())
                ? german.subject()
                : german.subject() + " / " + english.subject();
        String text = german.text(facts) + "\n----------------------------------------\n\n" + english.text(facts);
        String html = "<!doctype html><html><head><title>" + Entities.escape(subject) + "</title></head><body>"
                + "<div lang=\"de\">" + german.html(facts) + "</div><hr><div lang=\"en\">" + english.html(facts)
                + "</div></body></html>";
        return new CoverWords(subject, text, html);
    }
}
