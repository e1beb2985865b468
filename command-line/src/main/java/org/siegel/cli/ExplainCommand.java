package org.siegel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.siegel.content.Examination;
import org.siegel.content.RiskClassifier;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.worker.Workers;
import org.siegel.james.TransportComposition;
import org.siegel.policy.Correspondence;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.transport.delivery.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the gateway would do with a message, and why, found out by the code that decides about every mail. */
@Command(
        name = "explain",
        description = {
            "Tells the risk class of a message, what led to it, what could not be read, and what would happen to it for each"
                    + " recipient. Nothing is sent.",
            "Exit code: 0 explained, 64 the command or its configuration is wrong, 66 the message cannot be read."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = CheckCommand.WRONG)
final class ExplainCommand implements Callable<Integer> {

    /** EX_NOINPUT of sysexits.h. */
    private static final int UNREADABLE = 66;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "FILE.eml", description = "The message as it is stored or sent (RFC 5322).")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "A recipient; may be given several times (default: those in To, Cc and Bcc).")
    private List<String> to = List.of();

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "The sender, for rules about senders and recipients (default: the address in From).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--require-tls", description = "As if the own mail server had asked for REQUIRETLS.")
    private boolean isTlsRequired;

    @Option(names = "--offline", description = "Asks no name server and no mail server: tells what is demanded.")
    private boolean isOffline;

    @Option(names = "--json", description = "For programs.")
    private boolean isJson;

    /** Made by picocli. */
    ExplainCommand() {}

    @Override
    @AtTheEdge
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        Clock clock = Clock.systemUTC();
        Policy policy = installation.policy();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Examination examination;
        List<String> recipients;
        PrintWriter err = spec.commandLine().getErr();
        Optional<Workers> workers = installation
                .worker(temporary)
                .map(settings ->
                        new Workers(settings, trouble -> err.println("siegel: documents are not read: " + trouble)));
        try {
            recipients = to.isEmpty() ? Recipients.in(file) : to;
            Optional<String> sender = from.isPresent() ? from : Recipients.sender(file);
            examination = new RiskClassifier(policy, WalkLimits.DEFAULT, Optional.of(temporary), workers)
                    .examine(() -> Files.newInputStream(file), new Correspondence(sender, recipients, isTlsRequired));
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine().getErr().println("siegel: the message " + file + " cannot be read: " + e.getMessage());
            return UNREADABLE;
        } finally {
            workers.ifPresent(Workers::close);
        }
        Function<DomainName, Optional<Prediction>> predictions =
                isOffline ? _domain -> Optional.empty() : online(policy, clock);
        List<Outlined> outlined = recipients.stream()
                .map(address -> Outlined.of(address, policy, examination.risk().riskClass(), predictions, clock))
                .toList();
        ExplanationReport report = new ExplanationReport(policy, examination, outlined);
        spec.commandLine().getOut().print(isJson ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Function<DomainName, Optional<Prediction>> online(Policy policy, Clock clock) {
        var predictions = TransportComposition.forOneLook(policy.transport(), installation.settings(), clock)
                .predictions();
        return domain -> Optional.of(predictions.of(domain));
    }
}
