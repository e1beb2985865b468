package org.siegel.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.mailets.reporting.TlsReportSettings;
import org.siegel.mailets.summary.SummarySettings;
import org.siegel.policy.DomainName;
import org.siegel.store.DatabaseSettings;
import org.siegel.transport.delivery.ProbeLimits;
import org.siegel.transport.delivery.ReuseLimits;
import org.siegel.transport.delivery.TransportSettings;
import org.siegel.transport.resolver.ResolverAddress;
import org.siegel.transport.route.AddressFilter;
import org.xbill.DNS.Address;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TextParseException;

/**
 * What the administrator set in {@code siegel.properties}.
 *
 * @param resolvers        recursive resolvers, in the order in which they are asked
 * @param trustAnchors     a file in the place of the built-in anchors
 * @param selfTestZone     a signed zone that is always there
 * @param heloName         empty for the name of this machine
 * @param corroborators    other resolvers, which must be independent of each other
 * @param stsPort          of the web servers with MTA-STS policies; 443 but in closed worlds
 * @param trustedRoots     a file in the place of the Java platform's roots
 * @param fetchesRevocationLists whether lists of revoked certificates (CRLs) are fetched
 * @param keyFile          the key that passwords are encrypted with
 * @param passwordWords    a list of words that passwords are made of, in the place of symbols
 * @param coverTemplates   a folder with the wording of cover mails, in the place of the built-in one
 * @param texts            how passwords are sent as text messages
 * @param evidenceRetention empty if evidence is kept for ever
 * @param nodeName         empty for the name of this machine
 * @param predictionWait   how long a mail occupies a spooler thread while its recipients' servers are asked
 * @param confirmations    the folder where commands leave confirmations for the gateway
 * @param scanLimits       how much of a mail is looked at in this process, and for how long
 * @param worker           how documents are read in processes of their own; empty if they are not
 * @param asking           how senders answer questions
 * @param summaries        which senders are told how each recipient got a mail
 * @param reporting        how reports about TLS are sent; empty if none are
 */
public record Settings(
        List<ResolverAddress> resolvers,
        Duration dnsTimeout,
        Optional<Path> trustAnchors,
        Name selfTestZone,
        Optional<String> heloName,
        Duration commandTimeout,
        List<ResolverAddress> corroborators,
        int stsPort,
        Optional<Path> trustedRoots,
        boolean fetchesRevocationLists,
        TransportSettings transport,
        DatabaseSettings database,
        Path keyFile,
        Duration passwordValidity,
        Optional<Path> passwordWords,
        Optional<Path> coverTemplates,
        TextSettings texts,
        Optional<Duration> evidenceRetention,
        Optional<String> nodeName,
        Duration predictionWait,
        Path confirmations,
        Path workFolder,
        WalkLimits scanLimits,
        Optional<WorkerSettings> worker,
        AskSettings asking,
        SummarySettings summaries,
        Optional<TlsReportSettings> reporting) {

    private static final Duration SCAN_DEADLINE = Duration.ofSeconds(1);
    private static final int SCAN_UNPACKED_MIB = 64;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})\\s*([MG])B");

    private static final Set<String> KEYS = Set.of(
            "dns.resolver",
            "dns.timeout",
            "dns.trust-anchors",
            "dns.self-test",
            "smtp.helo-name",
            "smtp.bind",
            "smtp.connect-timeout",
            "smtp.command-timeout",
            "smtp.mails-per-connection",
            "smtp.connection-age",
            "smtp.connection-idle",
            "tls.handshake-timeout",
            "tls.trusted-roots",
            "tls.revocation-lists",
            "mta-sts.port",
            "corroboration.resolvers",
            "prediction.validity",
            "prediction.wait",
            "prediction.probes-per-minute",
            "confirmations.folder",
            "smtp.port",
            "smtp.allow-private-addresses",
            "store.url",
            "store.user",
            "store.password",
            "store.key-file",
            "password.validity",
            "password.words",
            "cover.templates",
            "sms.url",
            "sms.method",
            "sms.headers",
            "sms.body",
            "sms.success",
            "sms.timeout",
            "sms.secret-file",
            "sms.phone-book",
            "evidence.retention",
            "node.name",
            "work.folder",
            "scan.deadline",
            "scan.unpacked",
            "worker.jar",
            "worker.count",
            "worker.heap",
            "worker.deadline",
            "worker.documents",
            "ask.url",
            "ask.bind",
            "ask.port",
            "ask.certificate",
            "ask.private-key",
            "ask.networks",
            "ask.sign-in",
            "ask.reply-domain",
            "summary.send",
            "summary.latest",
            "tlsrpt.organisation",
            "tlsrpt.contact",
            "tlsrpt.sender",
            "tlsrpt.dkim-domain",
            "tlsrpt.dkim-selector",
            "tlsrpt.dkim-key");

    /**
     * Reads the file.
     *
     * @param home the working directory, which paths are relative to
     * @throws IllegalArgumentException naming file, line, key and what is wrong
     */
    public static Settings read(Path file, Path home) {
        return read(file, home, Map.of());
    }

    /**
     * Reads the file, but for some of its values.
     *
     * @param home      the working directory, which paths are relative to
     * @param overrides values that count in the place of those in the file, by key
     * @throws IllegalArgumentException naming file, line, key and what is wrong
     */
    public static Settings read(Path file, Path home, Map<String, String> overrides) {
        SettingsFile settings = SettingsFile.read(file, KEYS, overrides);
        Path workFolder = home.resolve(settings.text("work.folder").orElse("var/siegel/work"));
        boolean allowPrivate = settings.claim("smtp.allow-private-addresses", false);
        TransportSettings transport = new TransportSettings(
                settings.number("smtp.port", 1, 65_535, 25),
                allowPrivate ? AddressFilter.any() : AddressFilter.publicOnly(),
                settings.value("smtp.bind", Settings::address),
                settings.time("smtp.connect-timeout", Duration.ofSeconds(30)),
                settings.time("tls.handshake-timeout", Duration.ofSeconds(30)),
                settings.time("prediction.validity", Duration.ofMinutes(30)),
                probes(settings),
                reuse(settings));
        return new Settings(
                settings.value("dns.resolver", Settings::resolvers).orElseGet(Settings::systemResolvers),
                settings.time("dns.timeout", Duration.ofSeconds(5)),
                settings.text("dns.trust-anchors").map(home::resolve),
                settings.value("dns.self-test", Settings::zone).orElse(Name.root),
                settings.text("smtp.helo-name"),
                settings.time("smtp.command-timeout", Duration.ofMinutes(5)),
                settings.value("corroboration.resolvers", Settings::corroborators)
                        .orElse(List.of()),
                settings.number("mta-sts.port", 1, 65_535, 443),
                settings.text("tls.trusted-roots").map(home::resolve),
                settings.claim("tls.revocation-lists", true),
                transport,
                database(settings, home),
                home.resolve(settings.text("store.key-file").orElse("var/siegel/store.key")),
                settings.time("password.validity", Duration.ofDays(90)),
                settings.text("password.words").map(home::resolve),
                settings.text("cover.templates").map(home::resolve),
                TextSettings.of(settings, home),
                settings.time("evidence.retention"),
                settings.text("node.name"),
                settings.time("prediction.wait", Duration.ofSeconds(3)),
                home.resolve(settings.text("confirmations.folder").orElse("var/siegel/confirmations")),
                workFolder,
                scanLimits(settings),
                worker(settings, home, workFolder),
                AskSettings.of(settings, home),
                summaries(settings),
                ReportSettings.of(settings, home));
    }

    private static SummarySettings summaries(SettingsFile settings) {
        return new SummarySettings(
                settings.value("summary.send", Settings::wish).orElse(SummarySettings.Wish.NEVER),
                settings.time("summary.latest", Duration.ofHours(4)));
    }

    private static SummarySettings.Wish wish(String text) {
        return switch (text) {
            case "never" -> SummarySettings.Wish.NEVER;
            case "exceptions" -> SummarySettings.Wish.EXCEPTIONS;
            case "always" -> SummarySettings.Wish.ALWAYS;
            default -> throw new IllegalArgumentException("it is never, exceptions or always");
        };
    }

    private static ProbeLimits probes(SettingsFile settings) {
        ProbeLimits standard = ProbeLimits.STANDARD;
        return new ProbeLimits(
                settings.number("prediction.probes-per-minute", 1, 1_000_000, standard.perMinute()),
                standard.wasteful(),
                standard.wasted(),
                standard.rest());
    }

    private static ReuseLimits reuse(SettingsFile settings) {
        ReuseLimits standard = ReuseLimits.STANDARD;
        return new ReuseLimits(
                settings.number("smtp.mails-per-connection", 1, 10_000, standard.mails()),
                settings.time("smtp.connection-age", standard.age()),
                settings.time("smtp.connection-idle", standard.idle()),
                standard.perServer(),
                standard.inAll());
    }

    private static WalkLimits scanLimits(SettingsFile settings) {
        long unpacked = settings.value("scan.unpacked", Settings::mebibytes).orElse(SCAN_UNPACKED_MIB);
        return WalkLimits.DEFAULT
                .within(settings.time("scan.deadline", SCAN_DEADLINE))
                .unpacking(unpacked * 1024 * 1024);
    }

    private static Optional<WorkerSettings> worker(SettingsFile settings, Path home, Path workFolder) {
        Optional<Path> jar = settings.text("worker.jar").map(home::resolve);
        int count = settings.number("worker.count", 1, 64, WorkerSettings.DEFAULT_COUNT);
        int heap = settings.value("worker.heap", Settings::mebibytes).orElse(WorkerSettings.DEFAULT_HEAP_MIB);
        Duration deadline = settings.time("worker.deadline", WorkerSettings.DEFAULT_DEADLINE);
        int documents = settings.number("worker.documents", 1, 1_000_000, WorkerSettings.DEFAULT_DOCUMENTS);
        return jar.map(path -> new WorkerSettings(path.toString(), workFolder, count, heap, deadline, documents));
    }

    /**
     * Only how documents are read, for who needs nothing else; the jar may be missing.
     *
     * @param home the working directory, which paths are relative to
     * @throws IllegalArgumentException naming file, line, key and what is wrong
     */
    public static Optional<WorkerSettings> readWorker(Path file, Path home) {
        return worker(SettingsFile.read(file, KEYS, Map.of()), home, home.resolve("var/siegel/work"));
    }

    /** Less than 64 MiB is not enough to start in, nor for an ordinary workbook to be unpacked. */
    private static int mebibytes(String text) {
        Matcher size = SIZE.matcher(text);
        int mebibytes = size.matches()
                ? Integer.parseInt(size.group(1)) * (size.group(2).equals("G") ? 1024 : 1)
                : 0;
        if (mebibytes < 64) {
            throw new IllegalArgumentException("it must be a size such as 512 MB or 1 GB, and 64 MB or more");
        }
        return mebibytes;
    }

    private static DatabaseSettings database(SettingsFile settings, Path home) {
        String embedded = "jdbc:h2:file:";
        String url = settings.text("store.url").orElse(embedded + "var/siegel/store");
        return new DatabaseSettings(
                url.startsWith(embedded) ? embedded + home.resolve(url.substring(embedded.length())) : url,
                settings.text("store.user").orElse(""),
                settings.text("store.password").orElse(""));
    }

    static InetAddress address(String text) {
        try {
            return Address.getByAddress(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it must be an IP address, not a name", e);
        }
    }

    /** Beside a protected one, an unprotected one would be what is asked when somebody blocks the other. */
    private static List<ResolverAddress> resolvers(String text) {
        List<ResolverAddress> resolvers = addresses(text);
        long unprotected = resolvers.stream()
                .filter(address -> address.authenticatedAs().isEmpty())
                .count();
        if (unprotected > 0 && unprotected < resolvers.size()) {
            throw new IllegalArgumentException(
                    "either all resolvers are asked over TLS or HTTPS, or none is; one that is not"
                            + " would be a way around the others");
        }
        return resolvers;
    }

    private static List<ResolverAddress> corroborators(String text) {
        List<ResolverAddress> resolvers = addresses(text);
        Set<DomainName> names = new HashSet<>();
        for (ResolverAddress address : resolvers) {
            DomainName name = address.authenticatedAs()
                    .orElseThrow(() -> new IllegalArgumentException(
                            address + " must be asked over TLS or HTTPS, as tls://ADDRESS#NAME"));
            if (!names.add(name)) {
                throw new IllegalArgumentException(name + " is listed twice, but counts once");
            }
        }
        return resolvers;
    }

    private static List<ResolverAddress> addresses(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(ResolverAddress::parse)
                .toList();
    }

    private static Name zone(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("it must be the name of a zone, such as example.org", e);
        }
    }

    private static List<ResolverAddress> systemResolvers() {
        List<ResolverAddress> resolvers = ResolverConfig.getCurrentConfig().servers().stream()
                .<ResolverAddress>map(ResolverAddress.Plain::new)
                .toList();
        if (resolvers.isEmpty()) {
            throw new IllegalArgumentException(
                    "This machine has no DNS resolver configured; set dns.resolver in siegel.properties");
        }
        return resolvers;
    }
}
