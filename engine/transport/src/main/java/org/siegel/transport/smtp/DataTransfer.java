package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;

/** Streams one message after the server's 354, in pieces, the last of which ends with the final dot. */
final class DataTransfer {

    /** Two TLS records; also about what fits into one send buffer. */
    private static final int PIECE = 32 * 1024;

    private static final int READ = 8 * 1024;

    private final Line line;
    private final long octets;

    /** @param octets that the message must have */
    DataTransfer(Line line, long octets) {
        this.line = line;
        this.octets = octets;
    }

    /**
     * Sends it all.
     *
     * @throws IOException if the message cannot be read or has another size than it had before
     * @throws Broken if the connection fails
     */
    void send(InputStream message) throws IOException, Broken {
        var encoder = new DataEncoder();
        byte[] read = new byte[READ];
        byte[] piece = new byte[PIECE];
        int end = 0;
        for (int count = message.read(read); count >= 0; count = message.read(read)) {
            if (end + count * DataEncoder.GROWTH + DataEncoder.ENDING > PIECE) {
                line.send(Stage.CONTENT, piece, end);
                end = 0;
            }
            end = encoder.encode(read, count, piece, end);
        }
        end = encoder.finish(piece, end);
        if (encoder.messageOctets() != octets) {
            throw new IOException("The message has " + encoder.messageOctets() + " octets, but had " + octets
                    + " when it was examined; it was not sent. Examine it anew.");
        }
        line.send(Stage.END_OF_DATA, piece, end);
    }

    /** Ends a message for nobody. */
    void sendNothing() throws Broken {
        byte[] ending = new byte[DataEncoder.ENDING];
        line.send(Stage.END_OF_DATA, ending, new DataEncoder().finish(ending, 0));
    }
}
