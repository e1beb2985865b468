package org.siegel.sealing.cover;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Entities;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;

/**
 * What a template may ask for. There is none for subject, text, attachments or other header fields of the original, because
 * the cover mail travels in the clear.
 */
enum Placeholder {
    PASSWORD_ID,
    SENDER,
    CONTACT,
    ORGANISATION,
    FILES,
    HOW_TO_OPEN;

    /** As templates write it, without the braces. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(one -> "${" + one.word() + "}").collect(Collectors.joining(", "));
    }

    String text(CoverFacts facts, Language language) {
        return switch (this) {
            case PASSWORD_ID, SENDER, CONTACT, ORGANISATION -> line(facts);
            case FILES -> files(facts).stream().map(name -> "- " + name).collect(Collectors.joining("\n"));
            case HOW_TO_OPEN -> {
                List<String> steps = steps(facts, language);
                yield IntStream.range(0, steps.size())
                        .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                        .collect(Collectors.joining("\n"));
            }
        };
    }

    String html(CoverFacts facts, Language language) {
        return switch (this) {
            case PASSWORD_ID, SENDER, CONTACT, ORGANISATION -> Entities.escape(line(facts));
            case FILES -> list("ul", files(facts));
            case HOW_TO_OPEN -> list("ol", steps(facts, language));
        };
    }

    private String line(CoverFacts facts) {
        String value = switch (this) {
            case PASSWORD_ID -> facts.id().value();
            case SENDER -> facts.sender();
            case CONTACT -> facts.contact();
            case ORGANISATION -> facts.organisation();
            case FILES, HOW_TO_OPEN -> throw new IllegalStateException(this + " has several lines");
        };
        return value.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static List<String> files(CoverFacts facts) {
        return facts.container().files().stream().map(SealedContainer::fileName).toList();
    }

    private static List<String> steps(CoverFacts facts, Language language) {
        return CoverText.steps(facts.container(), facts.id(), language);
    }

    private static String list(String element, List<String> items) {
        return items.stream()
                .map(item -> "<li>" + Entities.escape(item) + "</li>")
                .collect(Collectors.joining("", "<" + element + ">", "</" + element + ">"));
    }
}
