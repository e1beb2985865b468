package org.siegel.sealing.pdf;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Place;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.zip.ZipSealer;

/** Makes the files that go with a container. */
final class Companions {

    private final OwnFile ownFile;
    private final ZipSealer zip;

    Companions(SecureRandom random) {
        this.ownFile = new OwnFile(random);
        this.zip = new ZipSealer(random);
    }

    /**
     * Adds to each container what goes with it.
     *
     * @param containers one for each request, in their order
     * @throws SealingException if one could not be made; none of them is left behind
     * @throws IOException if one cannot be read or written; none of them is left behind
     */
    List<SealedContainer> addTo(
            List<SealedContainer> containers,
            List<Enclosure> files,
            SealingRequest request,
            List<SealingRequest> others,
            StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        List<SealingRequest> requests = new ArrayList<>(List.of(request));
        requests.addAll(others);
        List<List<SealedContainer>> companions = new ArrayList<>();
        requests.forEach(_one -> companions.add(new ArrayList<>()));
        boolean done = false;
        try {
            for (Enclosure file : files) {
                if (file.place() instanceof Place.OwnFile own) {
                    List<SealedContainer> copies = ownFile.seal(file, own, request, others, cache);
                    for (int i = 0; i < copies.size(); i++) {
                        companions.get(i).add(copies.get(i));
                    }
                }
            }
            List<Enclosure> archived =
                    files.stream().filter(Enclosure::isInArchive).toList();
            for (int i = 0; i < requests.size() && !archived.isEmpty(); i++) {
                companions.get(i).add(zip.archive(archived, requests.get(i)));
            }
            List<SealedContainer> complete = new ArrayList<>();
            for (int i = 0; i < containers.size(); i++) {
                complete.add(containers.get(i).with(companions.get(i)));
            }
            done = true;
            return complete;
        } finally {
            if (!done) {
                companions.forEach(list -> list.forEach(companion -> PrivateFiles.deleteQuietly(companion.file())));
            }
        }
    }
}
