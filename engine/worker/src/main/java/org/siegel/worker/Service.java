package org.siegel.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.siegel.content.wire.FrameWriter;
import org.siegel.content.wire.Request;
import org.siegel.policy.PartState;

/** One request after the other. */
final class Service {

    private final DataInputStream in;
    private final FrameWriter out;
    private final Path file;
    private final Documents documents = new Documents();
    private final byte[] piece = new byte[64 * 1024];

    Service(DataInputStream in, FrameWriter out, Path folder) {
        this.in = in;
        this.out = out;
        this.file = folder.resolve("document");
    }

    /** Returns when the input ends between two requests. */
    void run() throws IOException {
        new Samples(documents, file).read();
        out.ready();
        while (true) {
            Request request;
            try {
                request = Request.read(in);
            } catch (EOFException e) {
                return;
            }
            receive(request.length());
            PartState state = documents.read(request.kind(), file, new Output(out, request));
            out.end(state.name());
        }
    }

    private void receive(long length) throws IOException {
        try (OutputStream to = Files.newOutputStream(file)) {
            long left = length;
            while (left > 0) {
                int n = in.read(piece, 0, (int) Math.min(left, piece.length));
                if (n < 0) {
                    throw new EOFException("The document ends early");
                }
                to.write(piece, 0, n);
                left -= n;
            }
        }
    }
}
