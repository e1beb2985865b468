package org.siegel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.siegel.james.Settings;
import org.siegel.james.TransportComposition;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportRules;
import org.siegel.transport.delivery.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How well mail to a domain would travel, found out now by the code that judges every delivery. */
@Command(
        name = "check",
        description = {
            "Finds out how well mail to a domain would travel: looks up its mail servers and goes as far as their TLS, with each"
                    + " of them. No mail is sent.",
            "Exit code: 0 qualified, 1 mandatory, 2 opportunistic, 3 none, 4 nothing could be told or there is nobody to deliver"
                    + " to, 64 the command or its configuration is wrong."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = CheckCommand.WRONG)
final class CheckCommand implements Callable<Integer> {

    /** EX_USAGE of sysexits.h. */
    static final int WRONG = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "DOMAIN", description = "The part after the @ of an address.")
    private String domain = "";

    @Option(names = "--json", description = "For programs.")
    private boolean isJson;

    @Option(
            names = {"--lang", "--language"},
            paramLabel = "de|en",
            description = "Language (default: the system's; en for programs).")
    private @Nullable Tongue tongue;

    @Option(
            names = "--resolver",
            paramLabel = "ADDRESS[:PORT]",
            description = "A recursive resolver that passes DNSSEC on.")
    private @Nullable String resolver;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the mail servers, and of their TLSA records.")
    private @Nullable Integer port;

    @Option(names = "--profile", paramLabel = "NAME", description = "bsi-2026-strict, bsi-practical or dsk-mandatory.")
    private @Nullable String profile;

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            description = "DS or DNSKEY records in the place of the root's.")
    private @Nullable Path trustAnchor;

    @Option(names = "--trusted-roots", paramLabel = "FILE", description = "Certificate authorities, as PEM.")
    private @Nullable Path trustedRoots;

    @Option(names = "--allow-private", description = "Mail servers may have private and loopback addresses.")
    private boolean isPrivateAllowed;

    /** Made by picocli. */
    CheckCommand() {}

    @Override
    @AtTheEdge
    public Integer call() {
        Clock clock = Clock.systemUTC();
        Settings settings = installation.settings(overrides());
        TransportRules rules = rules(installation.policy().transport());
        DomainName name = DomainName.of(domain.contains("@") ? domain.substring(domain.lastIndexOf('@') + 1) : domain);
        Transport transport = TransportComposition.forOneLook(rules, settings, clock);
        VerdictReport report = new VerdictReport(
                transport.predictions().verdict(name),
                transport.judge().qualifiedProfile().label(),
                tongue());
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        spec.commandLine().getOut().print(isJson ? report.json() : report.text(Ansi.AUTO));
        spec.commandLine().getOut().flush();
        return report.exitCode();
    }

    @AtTheEdge
    private Tongue tongue() {
        if (tongue != null) {
            return tongue;
        }
        return isJson ? Tongue.en : Tongue.of(Locale.getDefault());
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        if (resolver != null) {
            overrides.put("dns.resolver", resolver);
        }
        if (port != null) {
            overrides.put("smtp.port", port.toString());
        }
        if (trustAnchor != null) {
            overrides.put("dns.trust-anchors", trustAnchor.toAbsolutePath().toString());
        }
        if (trustedRoots != null) {
            overrides.put("tls.trusted-roots", trustedRoots.toAbsolutePath().toString());
        }
        if (isPrivateAllowed) {
            overrides.put("smtp.allow-private-addresses", "true");
        }
        return overrides;
    }

    private TransportRules rules(TransportRules rules) {
        return profile == null ? rules : rules.judgedBy(profile);
    }
}
