package org.siegel.sealing.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Place;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.PrivateFiles;

/** Makes attached PDFs protected files of their own, because these open on every device. */
final class OwnFile {

    private final SecureRandom random;

    OwnFile(SecureRandom random) {
        this.random = random;
    }

    /**
     * One file for each recipient, all with the same content.
     *
     * @return in the order of the requests; they share what they have in common on the disk
     * @throws SealingException if it did not stand the test; nothing is left behind
     * @throws IOException if it cannot be read or written; nothing is left behind
     */
    List<SealedContainer> seal(
            Enclosure attachment,
            Place.OwnFile place,
            SealingRequest request,
            List<SealingRequest> others,
            StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        byte[] name = new byte[12];
        random.nextBytes(name);
        Path file = request.workDirectory().resolve("sealed-" + HexFormat.of().formatHex(name) + ".pdf");
        boolean done = false;
        try (var wrappings = Wrappings.begin(request, others, random)) {
            new ReadyPdf(random).encrypt(attachment.content(), file, request.passphrase(), wrappings, cache);
            var rewrapping = new Rewrapping(file, wrappings.first());
            var first = new SealedContainer(
                    file,
                    request.fileName(place),
                    ContainerKind.PDF,
                    Files.size(file),
                    rewrapping.sha256(),
                    1,
                    Set.of());
            List<SealedContainer> copies = new ArrayList<>(List.of(first));
            List<Wrappings.Wrapped> wrapped = wrappings.others();
            for (int i = 0; i < others.size(); i++) {
                copies.add(
                        rewrapping.copyFor(first, wrapped.get(i), others.get(i).fileName(place)));
            }
            done = true;
            return copies;
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
    }
}
