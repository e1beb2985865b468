package org.siegel.transport.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.judgement.Offers;
import org.siegel.transport.judgement.TransportJudge;

/** Servers to shake hands with. */
final class Servers {

    static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    static final DomainName MX = DomainName.of("mx1.example.test");
    static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK).intermediate();
    static final Identity EC = AUTHORITY.issue(MX.ascii());
    static final Identity RSA =
            AUTHORITY.plan(MX.ascii()).key(KeyKind.rsa(3072)).issue();
    static final Identity BRAINPOOL =
            AUTHORITY.plan(MX.ascii()).key(KeyKind.ec("brainpoolP256r1")).issue();

    private static final int PATIENCE = (int) Duration.ofSeconds(20).toMillis();

    private Servers() {}

    static SmtpSink sink(TlsSettings settings, Identity... identities) {
        var builder = SmtpSink.on(Loopback.address()).tls(settings);
        for (Identity identity : identities) {
            builder.identity(identity);
        }
        return builder.start();
    }

    /** What mail of this demand offers under a profile. */
    static TlsOffer offer(TransportGrade demand, String profile) {
        TransportRules rules = new TransportRules(
                profile, Set.of(MxTrust.DNSSEC), List.of(), TransportGrade.MANDATORY, Duration.ofDays(1));
        return Offers.forDemand(demand, new TransportJudge(rules), LocalDate.now(CLOCK));
    }

    static TlsOffer offer(TransportGrade demand) {
        return offer(demand, "bsi-practical");
    }

    /** EHLO, STARTTLS and the handshake; the connection is closed afterwards. */
    static TlsOutcome shakeHands(SmtpSink sink, TlsOffer offer, DomainName name) {
        try (Socket socket = connect(sink)) {
            return new TlsHandshake(new SecureRandom())
                    .over(socket.getInputStream(), socket.getOutputStream(), offer, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket connect(SmtpSink sink) throws IOException {
        Socket socket = new Socket(sink.address().getAddress(), sink.port());
        socket.setSoTimeout(PATIENCE);
        readReply(socket);
        say(socket, "EHLO client.test");
        say(socket, "STARTTLS");
        return socket;
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        readReply(socket);
    }

    private static void readReply(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the server hung up after " + line);
            }
            if (next == '\n') {
                if (line.charAt(3) == ' ') {
                    return;
                }
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }
    }
}
