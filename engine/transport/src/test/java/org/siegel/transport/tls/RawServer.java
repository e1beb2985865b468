package org.siegel.transport.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.siegel.policy.DomainName;
import org.siegel.testing.Loopback;

/**
 * A server on loopback that writes its side of the handshake byte by byte, as no library would. Its answer may be endless:
 * the client has to end it.
 */
final class RawServer implements AutoCloseable {

    static final int HANDSHAKE = 22;
    static final int ALERT = 21;
    static final int CHANGE_CIPHER_SPEC = 20;

    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int SERVER_HELLO_DONE = 14;

    /** What is answered to a ClientHello. */
    @FunctionalInterface
    interface Answer {
        void to(ClientHello hello, OutputStream out) throws IOException;
    }

    /** As far as an answer depends on it. */
    record ClientHello(List<Byte> random, List<Byte> sessionId) {}

    private final ServerSocket socket;
    private final Answer answer;
    private final AtomicLong sent = new AtomicLong();

    RawServer(Answer answer) {
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 50, Loopback.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer.to(read(new DataInputStream(client.getInputStream())), counting(client.getOutputStream()));
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException _clientLeft) {
                // It had enough.
            }
        }
    }

    private OutputStream counting(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                out.write(octet);
                sent.incrementAndGet();
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                out.write(octets, offset, length);
                sent.addAndGet(length);
            }
        };
    }

    private static ClientHello read(DataInputStream in) throws IOException {
        in.readNBytes(3);
        byte[] record = in.readNBytes(in.readUnsignedShort());
        int sessionId = record[38];
        return new ClientHello(
                bytes(Arrays.copyOfRange(record, 6, 38)), bytes(Arrays.copyOfRange(record, 39, 39 + sessionId)));
    }

    private static List<Byte> bytes(byte[] array) {
        List<Byte> list = new ArrayList<>();
        for (byte octet : array) {
            list.add(octet);
        }
        return list;
    }

    private static byte[] array(List<Byte> list) {
        byte[] array = new byte[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    /** How many bytes it could write before the client had enough; what lies in buffers counts. */
    long sent() {
        return sent.get();
    }

    /** What a client with this offer makes of it. */
    TlsOutcome shakeHands(TlsOffer offer, DomainName name) {
        try (Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
            client.setSoTimeout(20_000);
            return new TlsHandshake(new SecureRandom())
                    .over(client.getInputStream(), client.getOutputStream(), offer, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] record(int type, byte[]... parts) {
        byte[] body = join(parts);
        return join(new byte[] {(byte) type, 3, 3}, number(body.length, 2), body);
    }

    static byte[] message(int type, byte[]... parts) {
        byte[] body = join(parts);
        return join(new byte[] {(byte) type}, number(body.length, 3), body);
    }

    /** Of TLS 1.2 in its form; TLS 1.3 is an extension. */
    static byte[] serverHello(
            int version, int suite, int compression, ClientHello hello, boolean echoesSession, byte[]... extensions) {
        byte[] session = echoesSession ? array(hello.sessionId()) : new byte[0];
        byte[] random = new byte[32];
        Arrays.fill(random, (byte) 7);
        byte[] all = join(extensions);
        return message(
                SERVER_HELLO,
                number(version, 2),
                random,
                number(session.length, 1),
                session,
                number(suite, 2),
                number(compression, 1),
                number(all.length, 2),
                all);
    }

    static byte[] extension(int type, byte[]... parts) {
        byte[] body = join(parts);
        return join(number(type, 2), number(body.length, 2), body);
    }

    /** Empty, and needed by clients that insist on secure renegotiation (RFC 5746 §3.4). */
    static byte[] renegotiationInfo() {
        return extension(0xFF01, new byte[1]);
    }

    static byte[] certificate(List<X509Certificate> chain) {
        byte[] all = join(chain.stream().map(RawServer::entry).toArray(byte[][]::new));
        return message(CERTIFICATE, number(all.length, 3), all);
    }

    private static byte[] entry(X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            return join(number(der.length, 3), der);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A key exchange with an elliptic curve, signed as it should be. */
    static byte[] keyExchange(
            ClientHello hello, int group, byte[] point, int scheme, String signature, PrivateKey key) {
        byte[] params = join(new byte[] {3}, number(group, 2), number(point.length, 1), point);
        byte[] random = new byte[32];
        Arrays.fill(random, (byte) 7);
        try {
            Signature signer = Signature.getInstance(signature);
            signer.initSign(key);
            signer.update(array(hello.random()));
            signer.update(random);
            signer.update(params);
            byte[] signed = signer.sign();
            return message(SERVER_KEY_EXCHANGE, params, number(scheme, 2), number(signed.length, 2), signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static byte[] number(int value, int width) {
        byte[] octets = new byte[width];
        for (int i = 0; i < width; i++) {
            octets[i] = (byte) (value >> (8 * (width - 1 - i)));
        }
        return octets;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
