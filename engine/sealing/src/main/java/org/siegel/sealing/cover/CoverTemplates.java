package org.siegel.sealing.cover;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;
import org.siegel.sealing.container.Language;

/**
 * The administrator's wording of cover mails, from a folder with {@code cover_de.txt}, {@code cover_de.html},
 * {@code cover_en.txt} and {@code cover_en.html}. A cover mail says it in the recipient's language, or in German, then in English.
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

    CoverWords fill(CoverFacts facts, List<Language> languages) {
        List<CoverTemplate> chosen = languages.stream().map(this::in).toList();
        String subject = chosen.stream().map(CoverTemplate::subject).distinct().collect(Collectors.joining(" / "));
        String text = chosen.stream()
                .map(template -> template.text(facts))
                .collect(Collectors.joining("\n----------------------------------------\n\n"));
        String html = languages.stream()
                .map(language -> "<div lang=\"" + language.locale().getLanguage() + "\">"
                        + in(language).html(facts) + "</div>")
                .collect(Collectors.joining("<hr>"));
        return new CoverWords(
                subject,
                text,
                "<!doctype html><html><head><title>" + Entities.escape(subject) + "</title></head><body>" + html
                        + "</body></html>");
    }

    private CoverTemplate in(Language language) {
        return switch (language) {
            case GERMAN -> german;
            case ENGLISH -> english;
        };
    }
}
