package org.siegel.benchmarks.verdict;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.siegel.benchmarks.verdict.ColdVerdicts.Cold;
import org.siegel.policy.TransportGrade;

/** A verdict on a domain: the time of a cold one over what its round trips take, and what it costs, cold and kept. */
@AtTheEdge
public final class Verdicts {

    private static final int DOMAINS = 100_000;
    private static final int WARM_ROUNDS = 2_000_000;

    /** After fewer the compiler still takes a fifth of the processor time, which a gateway that runs for days does not see. */
    private static final int WARM_UPS = 3;

    private Verdicts() {}

    /** Arguments: how many cold verdicts in time (default 15), how many in processor time (default 2,000). */
    public static void main(String[] arguments) throws Exception {
        int timed = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        int counted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        Clock clock = Clock.systemUTC();
        Path folder = Files.createTempDirectory("siegel-verdict-");
        double floor = ColdVerdicts.FLOOR * ColdVerdicts.ROUND_TRIP.toMillis();
        System.out.printf(
                Locale.ROOT,
                "verdict: a signed domain with two mail servers under DANE, every DNS query and every flight of SMTP and TLS"
                        + " takes %d ms;%n  the gateway knows nothing, not even the root's keys. Floor: 2 round trips of"
                        + " look-ups, then TCP, banner, EHLO, STARTTLS,%n  TLS 1.3, EHLO = %.0f ms.%n",
                ColdVerdicts.ROUND_TRIP.toMillis(),
                floor);
        Cold cold;
        try (ColdVerdicts verdicts = new ColdVerdicts(clock, folder)) {
            for (int i = 0; i < timed; i++) {
                verdicts.measure(); // until the compiler has seen it
            }
            List<Cold> all = new ArrayList<>();
            for (int i = 0; i < timed; i++) {
                all.add(verdicts.measure());
            }
            all.sort(Comparator.comparingDouble(Cold::millis));
            cold = all.get(timed / 2);
            System.out.printf(
                    Locale.ROOT,
                    "  cold: median %.0f ms (best %.0f, worst %.0f); %d round trips of look-ups, %d others%n",
                    cold.millis(),
                    all.getFirst().millis(),
                    all.getLast().millis(),
                    cold.look(),
                    cold.others());
            System.out.println("  50 requests at one time: " + verdicts.simultaneous(50));
        }
        double warm = kept(clock);
        double perSecond = throughput(counted, folder, clock);
        System.out.printf(Locale.ROOT, "RATIO cold-over-floor %.2f%n", cold.millis() / floor);
        System.out.printf(Locale.ROOT, "RATIO cold-flights %d%n", cold.look() + cold.others());
        System.out.printf(Locale.ROOT, "RATIO warm-ns %.0f%n", warm);
        System.out.printf(Locale.ROOT, "RATIO cold-per-second %.0f%n", perSecond);
        System.exit(0); // alarms and idle connections of many gateways have threads of their own
    }

    private static double kept(Clock clock) {
        long before = used();
        KeptVerdicts kept = new KeptVerdicts(DOMAINS, clock);
        double megabytes = (used() - before) / 1e6;
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rounds.add(kept.warm(WARM_ROUNDS));
        }
        rounds.sort(Comparator.naturalOrder());
        double median = rounds.get(rounds.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "  %,d domains kept in %.1f MB (%.0f bytes each); one that is there: median %.0f ns%n",
                DOMAINS,
                megabytes,
                megabytes * 1e6 / DOMAINS,
                median);
        return median;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double throughput(int counted, Path folder, Clock clock) throws Exception {
        try (Peers peers = Peers.start((WARM_UPS + 1) * counted, folder)) {
            Throughput throughput = new Throughput(peers, folder, clock);
            int begin = 0;
            for (int i = 0; i < WARM_UPS; i++, begin += counted) {
                throughput.perSecond("signed", TransportGrade.QUALIFIED, begin, begin + counted);
                throughput.perSecond("plain", TransportGrade.MANDATORY, begin, begin + counted);
            }
            double signed = throughput.perSecond("signed", TransportGrade.QUALIFIED, begin, begin + counted);
            double plain = throughput.perSecond("plain", TransportGrade.MANDATORY, begin, begin + counted);
            BareHandshakes handshakes = new BareHandshakes(peers, clock);
            handshakes.millis(counted / 2);
            double handshake = handshakes.millis(counted / 2);
            System.out.printf(
                    Locale.ROOT,
                    "  peers at no distance, in a process of their own; verdicts for each second of this process's processor"
                            + " time,%n  domains never seen before, keys of root and top-level domain known: %.0f signed"
                            + " (ECDSA P-256, DANE), %.0f unsigned.%n  One alone is %.1f ms, of which the TLS handshake by itself"
                            + " (hybrid key exchange, our side only) is %.1f ms%n",
                    signed,
                    plain,
                    1_000 / signed,
                    handshake);
            return signed;
        }
    }
}
