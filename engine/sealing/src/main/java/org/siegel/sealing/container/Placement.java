package org.siegel.sealing.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.message.Attachment;

/** Which attachment of a message goes where. Every one has a place; what nothing is said about is inside. */
public final class Placement {

    /** All of them inside. */
    public static final Placement INSIDE = new Placement(Map.of(), new Place.Inside());

    /** More files than that on one mail help nobody. */
    private static final int MOST_FILES = 10;

    /** In bytes; a PDF larger than that stays as it is. */
    private static final long LARGEST_FILE = 32L << 20;

    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif");

    private final Map<Attachment, Place> places;
    private final Place ours;

    private Placement(Map<Attachment, Place> places, Place ours) {
        this.places = places;
        this.ours = ours;
    }

    /**
     * Finds a place for each.
     *
     * @param zip whether a ZIP may be made: it is allowed, and the password is good enough
     * @param canBeOwnFile asked about a PDF: whether it stays what it is when it is encrypted
     */
    public static Placement of(
            List<Attachment> attachments, AttachmentLayout layout, boolean zip, Predicate<Attachment> canBeOwnFile) {
        return switch (layout) {
            case EMBED -> INSIDE;
            case SEPARATE -> separate(attachments, zip, canBeOwnFile);
            case ZIP -> zip && !attachments.isEmpty() ? allInArchive(attachments) : INSIDE;
            case AUTO -> {
                boolean others = attachments.stream().anyMatch(one -> !isPdf(one) && !isPicture(one));
                yield separate(attachments, zip && others, canBeOwnFile);
            }
        };
    }

    Place of(Attachment attachment) {
        return places.getOrDefault(attachment, new Place.Inside());
    }

    /** Of the original and other versions of the text. */
    Place ofOurOwn() {
        return ours;
    }

    /** By its type or its name. */
    public static boolean isPdf(Attachment attachment) {
        return attachment.mediaType().equals("application/pdf")
                || attachment.name().value().toLowerCase(Locale.ROOT).endsWith(".pdf");
    }

    private static boolean isPicture(Attachment attachment) {
        return PICTURES.contains(attachment.mediaType());
    }

    private static Placement allInArchive(List<Attachment> attachments) {
        Map<Attachment, Place> places = new HashMap<>();
        attachments.forEach(one -> places.put(one, new Place.Archive()));
        return new Placement(places, new Place.Archive());
    }

    private static Placement separate(List<Attachment> attachments, boolean zip, Predicate<Attachment> canBeOwnFile) {
        Map<Attachment, Place> places = new HashMap<>();
        List<Attachment> rest = new ArrayList<>();
        for (Attachment attachment : attachments) {
            boolean isOwn = places.size() < MOST_FILES
                    && isPdf(attachment)
                    && attachment.size() <= LARGEST_FILE
                    && canBeOwnFile.test(attachment);
            if (isOwn) {
                places.put(attachment, new Place.OwnFile(places.size() + 1));
            } else {
                rest.add(attachment);
            }
        }
        if (!zip || rest.isEmpty()) {
            return new Placement(places, new Place.Inside());
        }
        rest.forEach(one -> places.put(one, new Place.Archive()));
        return new Placement(places, new Place.Archive());
    }
}
