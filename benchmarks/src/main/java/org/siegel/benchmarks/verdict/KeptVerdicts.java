package org.siegel.benchmarks.verdict;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.siegel.policy.Criterion;
import org.siegel.policy.DomainName;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.Verdict;

/** The verdicts on many domains, kept. What is said of each names its own mail server, so that little can be shared. */
final class KeptVerdicts {

    private static final int ASKED = 1_000;

    private final Predictions predictions;
    private final List<DomainName> asked;

    KeptVerdicts(int domains, Clock clock) {
        predictions = new Predictions(
                domain -> verdict(domain, clock),
                Duration.ofMinutes(1),
                task -> Thread.ofVirtual().start(task),
                clock);
        asked = IntStream.range(0, ASKED)
                .mapToObj(i -> domain(i * (domains / ASKED)))
                .toList();
        for (int i = 0; i < domains; i++) {
            predictions.of(domain(i));
        }
    }

    private static DomainName domain(int number) {
        return DomainName.of("a-domain-of-usual-length-" + number + ".example");
    }

    /** Of a domain without DNSSEC whose server has a certificate for another name. */
    private static Verdict verdict(DomainName domain, Clock clock) {
        String noName = "the certificate of mx1." + domain + " is not for that name";
        String noMx = "the domain's MX names are not forgery-proof (no DNSSEC, no confirmed names)";
        String noAddress = "the mail server's address is not secured by DNSSEC";
        List<Finding> blemishes = List.of(
                new Finding(Criterion.MX_SECURITY, Finding.Status.FAILED, noMx),
                new Finding(Criterion.ADDRESS_SECURITY, Finding.Status.FAILED, noAddress),
                new Finding(Criterion.AUTHENTICATION, Finding.Status.FAILED, noName),
                new Finding(
                        Criterion.CHAIN_SIGNATURE,
                        Finding.Status.REPORTED,
                        "certificate signed with " + "rsa_pkcs1_sha256" + " is not within BSI TR-02102-2"));
        return new Verdict(
                domain,
                new Prediction.Known(TransportGrade.MANDATORY, blemishes, blemishes.subList(0, 3)),
                List.of(),
                clock.instant().plus(Duration.ofHours(1)));
    }

    /** Nanoseconds for one that is there. */
    double warm(int rounds) {
        long known = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            if (predictions.of(asked.get(i % ASKED)) instanceof Prediction.Known) {
                known++;
            }
        }
        double nanos = (double) (System.nanoTime() - begin) / rounds;
        if (known != rounds) {
            throw new IllegalStateException("Only " + known + " of " + rounds + " were kept");
        }
        return nanos;
    }
}
