package org.siegel.transport.corroboration;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Deadline;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * A resolver over TLS, authenticated by its name (RFC 7858 §3). One connection for each question: they are rare, and each
 * ends within one deadline.
 */
public final class TlsPerspective implements Perspective {

    private final ResolverAddress address;
    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final Alarms alarms;

    /**
     * Connects when it is asked.
     *
     * @param tls     decides which certificates are trusted; the name in them is checked in any case
     * @param timeout for connection, handshake, question and answer together
     */
    public TlsPerspective(ResolverAddress address, SSLSocketFactory tls, Duration timeout, Alarms alarms) {
        this.address = address;
        this.tls = tls;
        this.timeout = timeout;
        this.alarms = alarms;
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public Message ask(Message query) throws IOException {
        try (Socket plain = new Socket();
                Deadline deadline = Deadline.arm(alarms, timeout, () -> closeQuietly(plain))) {
            try {
                plain.connect(address.socket(), (int) timeout.toMillis());
                return over(plain, query);
            } catch (IOException e) {
                throw deadline.missed() ? new IOException("it took longer than " + timeout.toMillis() + " ms", e) : e;
            }
        }
    }

    private Message over(Socket plain, Message query) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                tls.createSocket(plain, address.name().ascii(), address.socket().getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setServerNames(List.of(new SNIHostName(address.name().ascii())));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            byte[] question = query.toWire();
            OutputStream out = socket.getOutputStream();
            out.write(ByteBuffer.allocate(2 + question.length)
                    .putShort((short) question.length)
                    .put(question)
                    .array());
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return checked(query, new Message(answer));
        }
    }

    /** Whether it is the answer to this very question. */
    private static Message checked(Message query, Message answer) throws IOException {
        boolean fits = answer.getHeader().getID() == query.getHeader().getID()
                && answer.getSection(Section.QUESTION).size() == 1
                && Objects.equals(query.getQuestion(), answer.getQuestion());
        if (!fits) {
            throw new IOException("it answered another question");
        }
        return answer;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _alreadyGone) {
            // Nothing is left to close.
        }
    }
}
