package org.siegel.transport.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.siegel.policy.TransportRules;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.judgement.TransportJudge;
import org.siegel.transport.mtasts.StsSource;
import org.siegel.transport.revocation.Revocations;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tls.TlsHandshake;
import org.siegel.transport.tlsrpt.TlsSessions;

/**
 * Everything that finds out and enforces how well mail travels, put together.
 *
 * @param predictions before delivery
 * @param delivery    enforces
 * @param judge       the judgement that both share
 * @param watch       compares what is seen with what was seen before
 * @param deliveries  makes others that enforce the same, for ways out with settings of their own
 */
public record Transport(
        Predictions predictions,
        StrictDelivery delivery,
        TransportJudge judge,
        GradeWatch watch,
        Function<SenderSettings, StrictDelivery> deliveries) {

    private static final Duration LONGEST_PROBE = Duration.ofMinutes(2);

    /**
     * Puts it together; asks and connects nothing yet.
     *
     * @throws IllegalArgumentException if the rules name a profile that does not exist
     */
    public static Transport of(
            TransportRules rules,
            TransportSettings settings,
            ValidatingDns dns,
            SmtpClient smtp,
            PkixVerifier pkix,
            StsSource sts,
            CorroborationSource corroboration,
            Revocations revocations,
            GradeWatch watch,
            TlsSessions sessions,
            SecureRandom random,
            Clock clock) {
        TransportJudge judge = new TransportJudge(rules);
        TargetFinder finder = new TargetFinder(dns, sts, corroboration, random, rules, settings, clock);
        ShortHellos shortHellos = new ShortHellos(clock);
        Families families = new Families(clock);
        Function<SenderSettings, Transfers> ways = sender -> {
            SmtpClient client = smtp.as(sender.heloName(), sender.timeout());
            ConnectionOpener opener = new ConnectionOpener(
                    Dialer.tcp(
                                    sender.connectTimeout().orElse(settings.connectTimeout()),
                                    sender.bind().or(settings::bind))
                            .noting(families::note),
                    client,
                    new TlsHandshake(random),
                    settings.handshakeTimeout(),
                    sender.isImplicitTls(),
                    new Authenticator(pkix, revocations),
                    judge,
                    clock);
            KeptConnections kept = new KeptConnections(
                    settings.reuse(),
                    opener::judgeAgain,
                    client.alarms(),
                    Thread.ofVirtual().name("siegel-farewell-", 0).factory(),
                    clock);
            return new Transfers(opener, kept, judge, shortHellos, families, clock);
        };
        Transfers transfers = ways.apply(SenderSettings.STANDARD);
        ThreadFactory threads = Thread.ofVirtual().name("siegel-probe-", 0).factory();
        Executor executor = task -> threads.newThread(task).start();
        Prober prober = new Prober(
                finder,
                transfers,
                new ProbeGuard(settings.probes(), clock),
                settings.predictionValidity(),
                executor,
                clock);
        return new Transport(
                new Predictions(new WatchedProbe(prober, watch)::probe, LONGEST_PROBE, executor, clock),
                new StrictDelivery(
                        finder, transfers, new SessionNotes(sessions, settings.bind(), clock), Optional.empty()),
                judge,
                watch,
                sender -> new StrictDelivery(
                        finder,
                        ways.apply(sender),
                        new SessionNotes(sessions, sender.bind().or(settings::bind), clock),
                        sender.login()));
    }
}
