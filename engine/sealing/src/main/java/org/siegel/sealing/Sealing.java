package org.siegel.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.pdf.PdfSealer;
import org.siegel.sealing.zip.ZipSealer;

/**
 * Puts messages into encrypted containers. One instance serves all threads; it loads the fonts once.
 *
 * <pre>{@code
 * try (var message = SourceMessage.read(raw, workDirectory)) {
 *     var request = SealingRequest.of(ContainerKind.PDF, passphrase, passwordId, workDirectory);
 *     SealedContainer container = sealing.seal(message, request);
 * }
 * }</pre>
 */
public final class Sealing {

    private final PdfSealer pdf;
    private final ZipSealer zip;
    private final Semaphore places;

    /**
     * Loads the fonts.
     *
     * @param atOnce how many messages may be sealed at the same time, at least 1; the others wait. Each may need some 100 MB.
     */
    public Sealing(SecureRandom random, Clock clock, int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("At least one message must be sealed at a time, not " + atOnce);
        }
        this.pdf = new PdfSealer(random, clock);
        this.zip = new ZipSealer(random);
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Writes the container, opens it again with the passphrase and compares every attachment.
     *
     * @throws SealingException if the container could not be made or did not stand the test; nothing is left behind, and the
     *     message must not go out in the clear instead
     */
    public SealedContainer seal(SourceMessage message, SealingRequest request) throws SealingException {
        places.acquireUninterruptibly();
        try {
            return switch (request.kind()) {
                case PDF -> pdf.seal(message, request);
                case ZIP -> zip.seal(message, request);
            };
        } finally {
            places.release();
        }
    }

    /**
     * The same for several recipients with passphrases of their own. A PDF is encrypted once, and its key wrapped for each; a
     * ZIP knows no wrapped keys and is made for each.
     *
     * @param others like the request but for passphrase and id
     * @return the request's own first; several may share one file, which the caller deletes when all of them are done with
     * @throws SealingException if one could not be made; nothing is left behind
     */
    public List<SealedContainer> seal(SourceMessage message, SealingRequest request, List<SealingRequest> others)
            throws SealingException {
        places.acquireUninterruptibly();
        try {
            return switch (request.kind()) {
                case PDF -> pdf.seal(message, request, others);
                case ZIP -> zip.seal(message, request, others);
            };
        } finally {
            places.release();
        }
    }

    /**
     * Removes what a process that was killed left in the work directory. To be called at the start, before anything is sealed.
     *
     * @throws IOException if something cannot be removed
     */
    public static void sweep(Path workDirectory) throws IOException {
        try (var leftOvers = Files.newDirectoryStream(workDirectory, "{message,scratch,sealed,cover,notice}-*")) {
            for (Path leftOver : leftOvers) {
                PrivateFiles.deleteAll(leftOver);
            }
        }
    }
}
