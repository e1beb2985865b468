package org.siegel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.siegel.james.ConfirmationNotes;
import org.siegel.james.Settings;
import org.siegel.policy.DomainName;
import org.siegel.store.EvidenceArchive;
import org.siegel.store.StoredGrade;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The domains that are reached worse than before, and the word of the administrator that this is meant. */
@Command(
        name = "downgrades",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Domains that are reached worse than before. Mail to them is held back until that is confirmed or over.",
        subcommands = CommandLine.HelpCommand.class)
final class DowngradesCommand {

    private static final int NOTHING_TO_CONFIRM = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by picocli. */
    DowngradesCommand() {}

    @Command(
            name = "list",
            description =
                    "Shows them, the oldest first: what each reached before, what it reaches now, since when and why.")
    int list(
            @Mixin Installation installation, @Option(names = "--json", description = "For programs.") boolean isJson) {
        List<StoredGrade> dropped = dropped(installation.settings());
        if (isJson) {
            out().println(json(dropped));
        } else if (dropped.isEmpty()) {
            out().println("No domain is reached worse than before.");
        } else {
            dropped.forEach(this::print);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(StoredGrade row) {
        row.drop().ifPresent(drop -> {
            out().println(row.domain() + ": " + drop.to().configName() + " since " + TIME.format(drop.since())
                    + ", before "
                    + row.grade().configName() + " (since " + TIME.format(row.since()) + ", judged by " + row.basis()
                    + ")");
            out().println("  " + Visible.text(drop.why()));
        });
    }

    private static String json(List<StoredGrade> dropped) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (StoredGrade row : dropped) {
            ObjectNode json = all.addObject()
                    .put("domain", row.domain())
                    .put("before", row.grade().configName())
                    .put("beforeSince", row.since().toString())
                    .put("basis", row.basis());
            row.drop()
                    .ifPresent(drop -> json.put("now", drop.to().configName())
                            .put("since", drop.since().toString())
                            .put("why", drop.why()));
        }
        return all.toPrettyString();
    }

    @Command(
            name = "confirm",
            description = {
                "Says that the grade that the list shows is meant to be: it counts from now on, and mail that was held back for"
                        + " it goes on its way. What the policy demands of each mail is demanded as before.",
                "The gateway takes the word within seconds; one that is not running, when it starts.",
                "Exit code: 0 confirmed, 1 a domain is not on the list."
            })
    int confirm(
            @Mixin Installation installation,
            @Parameters(paramLabel = "DOMAIN", arity = "1..*", description = "As the list has it.")
                    List<String> domains,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            description = "Who confirms, for the record (default: your login).")
                    @Nullable
                    String by,
            @Option(names = "--json", description = "For programs.") boolean isJson) {
        Settings settings = installation.settings();
        List<StoredGrade> dropped = dropped(settings);
        ConfirmationNotes notes = new ConfirmationNotes(settings.confirmations());
        String who = by == null ? System.getProperty("user.name", "somebody") : by;
        ArrayNode confirmed = new ObjectMapper().createArrayNode();
        int code = CommandLine.ExitCode.OK;
        for (String text : domains) {
            DomainName domain = DomainName.of(text);
            Optional<StoredGrade.Drop> drop = dropped.stream()
                    .filter(row -> row.domain().equals(domain.ascii()))
                    .findFirst()
                    .flatMap(StoredGrade::drop);
            if (drop.isEmpty()) {
                err().println("siegel: " + domain + " is not on the list of downgrades; there is nothing to confirm");
                code = NOTHING_TO_CONFIRM;
                continue;
            }
            notes.leave(domain, drop.get().to(), who);
            confirmed
                    .addObject()
                    .put("domain", domain.ascii())
                    .put("grade", drop.get().to().configName())
                    .put("by", who);
            if (!isJson) {
                out().println(domain + " counts as '" + drop.get().to().configName()
                        + "' from when the gateway takes this word.");
            }
        }
        if (isJson) {
            out().println(confirmed.toPrettyString());
        }
        return code;
    }

    private static List<StoredGrade> dropped(Settings settings) {
        try (var archive = EvidenceArchive.open(settings.database(), Path.of(System.getProperty("java.io.tmpdir")))) {
            return archive.grades().dropped();
        }
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
}
