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

/** Collects the files of a container; no two get the same name. */
public final class Enclosures {

    private final List<Enclosure> files = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    public void addAll(Collection<Attachment> attachments) {
        attachments.forEach(
                attachment -> add(attachment.name(), attachment.mediaType(), attachment.content(), Optional.empty()));
    }

    /** A file of our own making. */
    public void add(String name, String mediaType, Content content, Phrase description) {
        add(new FileName(name), mediaType, content, Optional.of(description));
    }

    public List<Enclosure> files() {
        return List.copyOf(files);
    }

    public int attachments() {
        return (int) files.stream().filter(Enclosure::isAttachment).count();
    }

    private void add(FileName wanted, String mediaType, Content content, Optional<Phrase> description) {
        var name = wanted;
        for (int number = 2; !taken.add(name.collisionKey()); number++) {
            name = wanted.numbered(number);
        }
        files.add(new Enclosure(name, mediaType, content, description));
    }
}
