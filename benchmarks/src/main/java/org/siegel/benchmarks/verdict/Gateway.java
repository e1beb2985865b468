package org.siegel.benchmarks.verdict;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siegel.james.Settings;
import org.siegel.james.TransportComposition;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.transport.delivery.Transport;

/** Our side as it is shipped, pointed at a small world. */
final class Gateway {

    static final TransportRules RULES = new TransportRules(
            "bsi-practical", Set.of(MxTrust.DNSSEC), List.of(), TransportGrade.MANDATORY, Duration.ofHours(4));

    private Gateway() {}

    /** A new one, which knows nothing yet. {@code folder} has the trust anchors. */
    static Transport cold(InetSocketAddress resolver, int port, Path folder, Clock clock) {
        Settings settings = Settings.read(
                Path.of(System.getProperty("siegel.root"), "james-conf", "conf", "siegel.properties"),
                folder,
                Map.of(
                        "dns.resolver",
                        resolver.getAddress().getHostAddress() + ":" + resolver.getPort(),
                        "dns.trust-anchors",
                        "anchors",
                        "smtp.port",
                        Integer.toString(port),
                        // All domains share one server here, and each verdict is to cost its own handshake.
                        "prediction.probes-per-minute",
                        "1000000",
                        "smtp.helo-name",
                        "gateway.benchmark.test",
                        "smtp.allow-private-addresses",
                        "true"));
        return TransportComposition.forOneLook(RULES, settings, clock);
    }
}
