package org.siegel.benchmarks.verdict;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.Loopback;
import org.siegel.transport.judgement.Offers;
import org.siegel.transport.judgement.TransportJudge;
import org.siegel.transport.tls.TlsHandshake;
import org.siegel.transport.tls.TlsOffer;
import org.siegel.transport.tls.TlsOutcome;

/** The handshakes of the verdicts without the verdicts: what no verdict can be cheaper than. */
final class BareHandshakes {

    private final int port;
    private final TlsOffer offer;
    private final TlsHandshake handshake = new TlsHandshake(new SecureRandom());
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    BareHandshakes(Peers peers, Clock clock) {
        port = peers.port();
        offer = Offers.forDemand(TransportGrade.QUALIFIED, new TransportJudge(Gateway.RULES), LocalDate.now(clock));
    }

    /** Milliseconds of this process's processor time for one. */
    double millis(int rounds) throws IOException {
        long begin = machine.getProcessCpuTime();
        for (int i = 0; i < rounds; i++) {
            one(1 + i % Peers.SERVERS);
        }
        return (machine.getProcessCpuTime() - begin) / 1e6 / rounds;
    }

    private void one(int server) throws IOException {
        try (Socket socket = new Socket(Loopback.address(Peers.NETWORK, server), port)) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            reply(in);
            say(out, "EHLO gateway.benchmark.test");
            reply(in);
            say(out, "STARTTLS");
            reply(in);
            TlsOutcome outcome = handshake.over(in, out, offer, DomainName.of("mx.peers.test"));
            if (!(outcome instanceof TlsOutcome.Established)) {
                throw new IllegalStateException("The handshake should have succeeded: " + outcome);
            }
        }
    }

    private static void say(OutputStream out, String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** To the end of its last line, octet by octet, so that nothing of what follows is taken. */
    private static void reply(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        do {
            line.setLength(0);
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("The server ended the conversation");
                }
                line.append((char) octet);
            }
        } while (line.charAt(3) == '-');
    }
}
