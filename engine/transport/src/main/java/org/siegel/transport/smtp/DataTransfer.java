package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;

/**
 * Streams one message, in pieces: after the server's 354, the last piece ending with the final dot, or as one chunk whose length
 * is told before it (RFC 3030 §2).
 */
final class DataTransfer {

    /** Two TLS records; also about what fits into one send buffer. */
    private static final int PIECE = 32 * 1024;

    private static final int READ = 8 * 1024;

    private final Line line;
    private final long octets;
    private final boolean isChunk;

    /**
     * Sends nothing yet.
     *
     * @param octets  that the message must have
     * @param isChunk whether by BDAT, else after DATA
     */
    DataTransfer(Line line, long octets, boolean isChunk) {
        this.line = line;
        this.octets = octets;
        this.isChunk = isChunk;
    }

    /**
     * Sends it all.
     *
     * @throws IOException if the message cannot be read or has another size than it had before
     * @throws Broken if the connection fails
     */
    void send(InputStream message) throws IOException, Broken {
        if (isChunk) {
            line.say(Stage.DATA, "BDAT " + octets + " LAST\r\n");
        }
        var encoder = new DataEncoder(!isChunk);
        byte[] read = new byte[READ];
        byte[] piece = new byte[PIECE];
        int end = 0;
        for (int count = message.read(read); count >= 0; count = message.read(read)) {
            if (end + count * DataEncoder.GROWTH + DataEncoder.ENDING > PIECE) {
                // More than was told would be read as commands.
                refuseChange(encoder.messageOctets() > octets, encoder);
                line.send(Stage.CONTENT, piece, end);
                end = 0;
            }
            end = encoder.encode(read, count, piece, end);
        }
        end = encoder.finish(piece, end);
        refuseChange(encoder.messageOctets() != octets, encoder);
        if (end > 0) { // an empty chunk is answered as soon as it is announced
            line.send(Stage.END_OF_DATA, piece, end);
        }
    }

    private void refuseChange(boolean hasChanged, DataEncoder encoder) throws IOException {
        if (hasChanged) {
            throw new IOException("The message has " + encoder.messageOctets() + " octets or more, but had " + octets
                    + " when it was examined; it was not sent. Examine it anew.");
        }
    }

    /** Ends a message for nobody, after DATA. */
    void sendNothing() throws Broken {
        byte[] ending = new byte[DataEncoder.ENDING];
        line.send(Stage.END_OF_DATA, ending, new DataEncoder(true).finish(ending, 0));
    }
}
