package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.tls.Servers.MX;
import static org.siegel.transport.tls.Servers.offer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.siegel.policy.TransportGrade;

/** Whatever a server answers to a ClientHello ends in a result that says so; without its key, never in a connection. */
class HandshakeFuzzTest {

    @FuzzTest
    void anyAnswerIsRefusedOrBroken(byte[] data) {
        for (TransportGrade demand : new TransportGrade[] {TransportGrade.QUALIFIED, TransportGrade.OPPORTUNISTIC}) {
            TlsOutcome outcome = new TlsHandshake(new SecureRandom())
                    .over(new ByteArrayInputStream(data), OutputStream.nullOutputStream(), offer(demand), MX);

            assertThat(outcome).isNotInstanceOf(TlsOutcome.Established.class);
        }
    }
}
