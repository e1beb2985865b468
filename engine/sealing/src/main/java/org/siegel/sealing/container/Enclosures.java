package org.siegel.sealing.container;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.siegel.sealing.message.Attachment;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.FileName;

/** Collects the files of a message with their places; no two get the same name. */
public final class Enclosures {

    private final List<Enclosure> files = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Placement placement;

    /** All of them inside. */
    public Enclosures() {
        this(Placement.INSIDE);
    }

    public Enclosures(Placement placement) {
        this.placement = placement;
    }

    public void addAll(Collection<Attachment> attachments) {
        attachments.forEach(attachment -> add(
                attachment.name(),
                attachment.mediaType(),
                attachment.content(),
                Optional.empty(),
                placement.of(attachment)));
    }

    /** A file of our own making. */
    public void add(String name, String mediaType, Content content, Phrase description) {
        add(new FileName(name), mediaType, content, Optional.of(description), placement.ofOurOwn());
    }

    public List<Enclosure> files() {
        return List.copyOf(files);
    }

    public int attachments() {
        return (int) files.stream().filter(Enclosure::isAttachment).count();
    }

    /** What is in the container itself. */
    public List<Enclosure> inside() {
        return files.stream().filter(Enclosure::isInside).toList();
    }

    private void add(FileName wanted, String mediaType, Content content, Optional<Phrase> description, Place place) {
        var name = wanted;
        for (int number = 2; !taken.add(name.collisionKey()); number++) {
            name = wanted.numbered(number);
        }
        files.add(new Enclosure(name, mediaType, content, description, place));
    }
}
