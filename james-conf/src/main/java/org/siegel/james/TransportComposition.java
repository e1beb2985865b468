package org.siegel.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.siegel.policy.TransportRules;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.HttpsPolicyFetcher;
import org.siegel.transport.mtasts.PolicyMemory;
import org.siegel.transport.mtasts.StsPolicies;
import org.siegel.transport.mtasts.StsSource;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.LongLines;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.smtp.SmtpTimeouts;
import org.siegel.transport.tls.PkixVerifier;

/** Puts the transport together from the settings: for the server, and in the same way for a command that looks at it. */
public final class TransportComposition {

    private TransportComposition() {}

    /** The resolver; asks nothing yet. */
    public static ValidatingDns dns(Settings settings, Clock clock) {
        return new DnsjavaValidator(
                settings.resolver(),
                settings.dnsTimeout(),
                settings.trustAnchors().map(TrustAnchors::from).orElse(TrustAnchors.ROOT),
                clock,
                Thread.ofVirtual().name("siegel-dns-", 0).factory());
    }

    /**
     * The transport; asks and connects nothing yet.
     *
     * @throws IllegalArgumentException if the rules name a profile that does not exist, or a file of the settings cannot be
     *     read
     */
    public static Transport transport(
            TransportRules rules,
            Settings settings,
            ValidatingDns dns,
            StsSource sts,
            SecureRandom random,
            Clock clock) {
        SmtpClient smtp = new SmtpClient(
                settings.heloName().orElseGet(TransportComposition::thisMachine),
                SmtpTimeouts.allOf(settings.commandTimeout()),
                LongLines.SEND,
                new Alarms());
        return Transport.of(rules, settings.transport(), dns, smtp, roots(settings), sts, random, clock);
    }

    /** The same for a command that looks and ends: it remembers nothing. */
    public static Transport forOneLook(TransportRules rules, Settings settings, Clock clock) {
        SecureRandom random = new SecureRandom();
        ValidatingDns dns = dns(settings, clock);
        StsSource sts = mtaSts(rules, settings, dns, PolicyMemory.none(), random, clock);
        return transport(rules, settings, dns, sts, random, clock);
    }

    /** Finds MTA-STS policies; asks nothing yet. */
    public static StsPolicies mtaSts(
            TransportRules rules,
            Settings settings,
            ValidatingDns dns,
            PolicyMemory memory,
            SecureRandom random,
            Clock clock) {
        HttpsPolicyFetcher fetcher = new HttpsPolicyFetcher(
                dns,
                roots(settings),
                new HttpsPolicyFetcher.Limits(
                        settings.stsPort(),
                        settings.transport().addresses(),
                        rules.acceptsWildcardPolicyHosts(),
                        Duration.ofMinutes(1)),
                new Alarms(),
                random,
                clock);
        ThreadFactory threads = Thread.ofVirtual().name("siegel-sts-", 0).factory();
        return new StsPolicies(
                dns, fetcher, memory, task -> threads.newThread(task).start(), random, clock);
    }

    private static PkixVerifier roots(Settings settings) {
        return settings.trustedRoots().map(PkixVerifier::withRoots).orElseGet(PkixVerifier::withPlatformRoots);
    }

    static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _nameless) {
            return "localhost";
        }
    }
}
