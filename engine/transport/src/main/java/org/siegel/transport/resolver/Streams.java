package org.siegel.transport.resolver;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Messages in a stream, each after its length (RFC 1035 §4.2.2). */
final class Streams {

    private Streams() {}

    /** In one write, so that it leaves in one packet (RFC 7766 §8). */
    static void write(OutputStream out, byte[] message) throws IOException {
        out.write(ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array());
        out.flush();
    }

    static byte[] read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] message = new byte[data.readUnsignedShort()];
        data.readFully(message);
        return message;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _alreadyGone) {
            // Nothing is left to close.
        }
    }
}
