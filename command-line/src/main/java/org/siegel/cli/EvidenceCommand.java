package org.siegel.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.siegel.store.ChainReport;
import org.siegel.store.ChainReport.NodeChain;
import org.siegel.store.Evidence;
import org.siegel.store.EvidenceArchive;
import org.siegel.store.EvidenceLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was recorded of the mails that went out. Only reads, also while the gateway runs. */
@Command(
        name = "evidence",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks at the records of what was done with each mail, also while the gateway runs.",
        subcommands = CommandLine.HelpCommand.class)
final class EvidenceCommand {

    private static final int BROKEN = 1;

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by picocli. */
    EvidenceCommand() {}

    @Command(
            name = "verify",
            description = {
                "Checks that every record is there and as it was written.",
                "Prints the last link of each node's chain: noted outside the database, it proves later that nothing before it"
                        + " was changed, even by someone who can write the whole database.",
                "Exit code: 0 all is intact, 1 it is not, 2 it could not be told."
            })
    int verify(
            @Mixin Installation installation,
            @Option(
                            names = "--link",
                            paramLabel = "LINK",
                            description = "A link that an earlier check printed and that must still be in a chain.")
                    @Nullable
                    List<String> links) {
        try (var archive = open(installation)) {
            ChainReport report = archive.evidence().verify();
            for (NodeChain chain : report.nodes()) {
                out().format(
                                Locale.ROOT,
                                "%s: %d records%s, number %d is the last, link %s%n",
                                chain.node(),
                                chain.records(),
                                chain.removed() == 0
                                        ? ""
                                        : " (and " + chain.removed() + " removed, their time being over)",
                                chain.last(),
                                chain.link());
            }
            report.defects()
                    .forEach(defect -> out().format(
                                    Locale.ROOT,
                                    "BROKEN %s%s: %s%n",
                                    defect.node(),
                                    defect.seq() == 0 ? "" : " number " + defect.seq(),
                                    defect.what()));
            if (report.count() > report.defects().size()) {
                out().format(
                                Locale.ROOT,
                                "BROKEN and %d more%n",
                                report.count() - report.defects().size());
            }
            List<String> gone = links == null
                    ? List.of()
                    : links.stream()
                            .filter(link -> !archive.evidence().hasLink(link))
                            .toList();
            gone.forEach(link -> out().format(Locale.ROOT, "BROKEN the link %s is in no chain any more%n", link));
            boolean isIntact = report.isIntact() && gone.isEmpty();
            out().println(isIntact ? "The evidence is intact." : "The evidence is NOT intact.");
            return isIntact ? CommandLine.ExitCode.OK : BROKEN;
        }
    }

    @Command(name = "export", description = "Prints all records as lines of JSON, oldest first.")
    int export(
            @Mixin Installation installation,
            @Option(
                            names = "--since",
                            paramLabel = "INSTANT",
                            description = "Only what was recorded then or later, such as 2026-11-01T00:00:00Z.",
                            converter = InstantConverter.class)
                    @Nullable
                    Instant since) {
        try (var archive = open(installation)) {
            archive.evidence()
                    .export(
                            since == null ? Instant.EPOCH : since,
                            evidence -> out().println(EvidenceLines.line(evidence)));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "show",
            description =
                    "Shows what was demanded, found and used for each recipient of one message. Exit code 1: no record.")
    int show(
            @Mixin Installation installation,
            @Parameters(paramLabel = "MESSAGE-ID", description = "With or without angle brackets.") String messageId,
            @Option(names = "--html", description = "As a page of HTML, to be kept or printed.") boolean isHtml) {
        try (var archive = open(installation)) {
            List<Evidence> records = archive.evidence().byMessageId(messageId);
            if (records.isEmpty()) {
                err().println("siegel: no record of a message with the Message-ID " + messageId);
                return BROKEN;
            }
            EvidencePage page = new EvidencePage(messageId, records);
            out().print(isHtml ? page.html() : page.text());
        }
        return CommandLine.ExitCode.OK;
    }

    private static EvidenceArchive open(Installation installation) {
        return EvidenceArchive.open(installation.settings().database(), Path.of(System.getProperty("java.io.tmpdir")));
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec.commandLine();
    }

    static final class InstantConverter implements CommandLine.ITypeConverter<Instant> {

        InstantConverter() {}

        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException(
                        "'" + text + "' is no instant such as 2026-11-01T00:00:00Z");
            }
        }
    }
}
