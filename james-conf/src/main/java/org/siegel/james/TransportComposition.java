package org.siegel.james;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportRules;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.corroboration.Corroborator;
import org.siegel.transport.corroboration.SightingMemory;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.DnssecSelfTest;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.http.WebConnections;
import org.siegel.transport.mtasts.HttpsPolicyFetcher;
import org.siegel.transport.mtasts.PolicyMemory;
import org.siegel.transport.mtasts.StsPolicies;
import org.siegel.transport.mtasts.StsSource;
import org.siegel.transport.resolver.Failover;
import org.siegel.transport.resolver.RemoteResolver;
import org.siegel.transport.resolver.ResolverSettings;
import org.siegel.transport.revocation.FetchedLists;
import org.siegel.transport.revocation.HttpListFetcher;
import org.siegel.transport.revocation.Revocations;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.LongLines;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.smtp.SmtpTimeouts;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tlsrpt.ReportUpload;
import org.siegel.transport.tlsrpt.TlsSessions;

/** Puts the transport together from the settings: for the server, and in the same way for a command that looks at it. */
public final class TransportComposition {

    private static final Duration LISTS_WAITED_FOR = Duration.ofSeconds(15);
    private static final ThreadFactory DNS_THREADS =
            Thread.ofVirtual().name("siegel-dns-", 0).factory();

    private TransportComposition() {}

    /** The validating resolver; asks nothing yet. */
    public static ValidatingDns dns(Settings settings, Clock clock) {
        return new DnsjavaValidator(resolver(settings, clock), anchors(settings), clock, DNS_THREADS);
    }

    /** A test of whether validation works with these settings; asks nothing yet. */
    static DnssecSelfTest dnssecSelfTest(Settings settings, Clock clock) {
        return new DnssecSelfTest(
                resolver(settings, clock), anchors(settings), settings.selfTestZone(), clock, DNS_THREADS);
    }

    private static RemoteResolver resolver(Settings settings, Clock clock) {
        ResolverSettings way = resolverSettings(settings);
        return new Failover(
                settings.resolvers().stream().map(way::at).toList(),
                task -> DNS_THREADS.newThread(task).start(),
                clock);
    }

    private static TrustAnchors anchors(Settings settings) {
        return settings.trustAnchors().map(TrustAnchors::from).orElse(TrustAnchors.ROOT);
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
            CorroborationSource corroboration,
            GradeWatch watch,
            TlsSessions sessions,
            SecureRandom random,
            Clock clock) {
        return transport(rules, settings, dns, sts, corroboration, watch, sessions, Duration.ZERO, random, clock);
    }

    private static Transport transport(
            TransportRules rules,
            Settings settings,
            ValidatingDns dns,
            StsSource sts,
            CorroborationSource corroboration,
            GradeWatch watch,
            TlsSessions sessions,
            Duration patience,
            SecureRandom random,
            Clock clock) {
        SmtpClient smtp = new SmtpClient(
                settings.heloName().orElseGet(TransportComposition::thisMachine),
                SmtpTimeouts.allOf(settings.commandTimeout()),
                LongLines.SEND,
                new Alarms());
        return Transport.of(
                rules,
                settings.transport(),
                dns,
                smtp,
                roots(settings),
                sts,
                corroboration,
                revocations(settings, dns, patience, clock),
                watch,
                sessions,
                random,
                clock);
    }

    /** Mail never waits for a list; what a command is asked for may. */
    private static Revocations revocations(Settings settings, ValidatingDns dns, Duration patience, Clock clock) {
        if (!settings.fetchesRevocationLists()) {
            return Revocations.staplesOnly();
        }
        ThreadFactory threads = Thread.ofVirtual().name("siegel-revocation-", 0).factory();
        return new Revocations(new FetchedLists(
                new HttpListFetcher(new WebConnections(dns, settings.transport().addresses(), new Alarms())),
                patience,
                task -> threads.newThread(task).start(),
                clock));
    }

    /** Posts reports about TLS to web servers; connects to nothing yet. */
    static ReportUpload reportUpload(Settings settings, ValidatingDns dns, SecureRandom random, Clock clock) {
        return new ReportUpload(
                new WebConnections(dns, settings.transport().addresses(), new Alarms()),
                roots(settings),
                random,
                clock);
    }

    /** The same for a command that looks and ends: it remembers nothing. */
    public static Transport forOneLook(TransportRules rules, Settings settings, Clock clock) {
        SecureRandom random = new SecureRandom();
        ValidatingDns dns = dns(settings, clock);
        StsSource sts = mtaSts(rules, settings, dns, PolicyMemory.none(), random, clock);
        CorroborationSource corroboration = corroboration(rules, settings, SightingMemory.none(), clock);
        return transport(
                rules,
                settings,
                dns,
                sts,
                corroboration,
                GradeWatch.none(clock),
                TlsSessions.none(),
                LISTS_WAITED_FOR,
                random,
                clock);
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

    /**
     * Asks other resolvers, if the officer lets what they say count; asks nothing yet.
     *
     * @throws IllegalArgumentException if too few are configured
     */
    public static CorroborationSource corroboration(
            TransportRules rules, Settings settings, SightingMemory memory, Clock clock) {
        if (!rules.secureMx().contains(MxTrust.CORROBORATED)) {
            return CorroborationSource.none();
        }
        ResolverSettings way = resolverSettings(settings);
        List<RemoteResolver> perspectives =
                settings.corroborators().stream().map(way::at).toList();
        ThreadFactory threads =
                Thread.ofVirtual().name("siegel-perspective-", 0).factory();
        try {
            return new Corroborator(
                    perspectives,
                    rules.corroboration(),
                    memory,
                    task -> threads.newThread(task).start(),
                    clock);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "corroboration.resolvers in siegel.properties: " + e.getMessage()
                            + ". Siegel does not start with it; configure more, or take 'corroborated' out of secure-mx.",
                    e);
        }
    }

    private static ResolverSettings resolverSettings(Settings settings) {
        return new ResolverSettings(
                settings.dnsTimeout(), resolverTrust(settings.trustedRoots()), new SecureRandom(), new Alarms());
    }

    /** The roots in the file; without one those of the Java platform. */
    private static X509TrustManager resolverTrust(Optional<Path> roots) {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(roots.isPresent() ? keyStore(roots.get()) : null);
            return Arrays.stream(managers.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Cannot read the trusted roots " + roots.map(Path::toString).orElse("of the Java platform") + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static KeyStore keyStore(Path roots) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(roots)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("root-" + trusted.size(), root);
            }
            return trusted;
        }
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
