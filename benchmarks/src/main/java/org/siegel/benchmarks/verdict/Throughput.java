package org.siegel.benchmarks.verdict;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Transport;

/** Cold verdicts on many domains with peers at no distance, in processor time of this process alone. */
final class Throughput {

    private static final int AT_ONCE = 8;

    private final Transport transport;
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Throughput(Peers peers, Path folder, Clock clock) {
        transport = Gateway.cold(peers.resolver(), peers.port(), folder, clock);
    }

    /** Verdicts on {@code kind}FROM.test to {@code kind}(TO-1).test for each second of processor time. */
    double perSecond(String kind, TransportGrade expected, int from, int to) throws Exception {
        long begin = machine.getProcessCpuTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Prediction>> asked = new ArrayList<>();
            IntStream.range(from, to)
                    .forEach(i -> asked.add(
                            threads.submit(() -> transport.predictions().of(DomainName.of(kind + i + ".test")))));
            for (Future<Prediction> one : asked) {
                if (!(one.get() instanceof Prediction.Known known) || known.grade() != expected) {
                    throw new IllegalStateException("expected " + expected + ", got " + one.get());
                }
            }
        }
        return (to - from) / ((machine.getProcessCpuTime() - begin) / 1e9);
    }
}
