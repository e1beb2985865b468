package org.siegel.transport.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.interop.SixOnly;

/** What {@link SixOnlyInteropIT} runs on the one host: a signed DNS, and deliveries to the other host. */
final class SixOnlySender {

    private SixOnlySender() {}

    /**
     * Delivers to {@code rita} at each domain, and says what came of it.
     *
     * @param arguments the server's port, and a file with its TLSA record's data
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String tlsa = Files.readString(Path.of(arguments[1]));
        Network network = new Network().at(port).zones(zones -> {
            String six = "mx1 AAAA " + SixOnly.RECEIVER;
            return zones.signed("six.test", "@ MX 10 mx1", six, tlsa)
                    .signed("unreachable4.test", "@ MX 10 mx1", six, "mx1 A " + SixOnly.WITHOUT_ROUTE, tlsa)
                    .signed("silent4.test", "@ MX 10 mx1", six, "mx1 A " + SixOnly.SILENT, tlsa)
                    .signed("only4.test", "@ MX 10 mx1", "mx1 A " + SixOnly.WITHOUT_ROUTE, tlsa);
        });
        try (network) {
            for (String domain : SixOnlyInteropIT.DOMAINS) {
                DeliveryReport report = network.deliver(domain, TransportGrade.QUALIFIED, "rita@" + domain);
                String over = report.facts()
                        .map(facts -> facts.judgement().grade() + " over "
                                + facts.address().getHostAddress())
                        .orElse("no connection");
                System.out.println(report.results().stream()
                        .map(result -> domain + ": " + result.fate().getClass().getSimpleName() + ", " + over)
                        .collect(Collectors.joining("\n")));
            }
        }
    }
}
