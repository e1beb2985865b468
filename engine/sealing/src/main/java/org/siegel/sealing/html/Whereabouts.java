package org.siegel.sealing.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siegel.sealing.container.BlockedTypes;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.container.Place;

/** Tells the reader of a page where the files in its list are. */
final class Whereabouts {

    private final Language language;
    private final boolean isPdf;

    /** @param isPdf or else an HTML file in a ZIP, with its files beside it */
    Whereabouts(Language language, boolean isPdf) {
        this.language = language;
        this.isPdf = isPdf;
    }

    /** Behind the name of one that is elsewhere. */
    Optional<String> mark(Enclosure file) {
        return switch (file.place()) {
            case Place.Inside _here -> Optional.empty();
            case Place.OwnFile own -> Optional.of(Phrase.OWN_FILE.in(language) + " " + language.nameOf(own));
            case Place.Archive _zip -> Optional.of(Phrase.ZIP_FILE.in(language) + " " + language.archiveStem());
        };
    }

    /** Below the list. */
    List<String> sentences(List<Enclosure> files) {
        List<Phrase> phrases = new ArrayList<>();
        if (!isPdf) {
            phrases.add(Phrase.ATTACHMENTS_IN_ZIP);
        } else if (files.stream().allMatch(Enclosure::isInside)) {
            phrases.add(Phrase.ATTACHMENTS_IN_PDF);
        } else {
            phrases.add(Phrase.ATTACHMENTS_BESIDE);
            if (files.stream().anyMatch(Enclosure::isInside)) {
                phrases.add(Phrase.OTHERS_IN_PDF);
            }
        }
        if (isPdf && files.stream().anyMatch(file -> file.isInside() && BlockedTypes.contains(file.name()))) {
            phrases.add(Phrase.ACROBAT_REFUSES);
        }
        if (files.stream().anyMatch(Enclosure::isOutlookOnly)) {
            phrases.add(Phrase.OUTLOOK_ONLY);
        }
        return phrases.stream().map(phrase -> phrase.in(language)).toList();
    }
}
