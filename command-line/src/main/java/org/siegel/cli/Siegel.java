package org.siegel.cli;

import org.siegel.james.policy.PolicyFileException;
import org.siegel.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that look at one thing and end; the root script {@code siegel} hands them over. */
@Command(
        name = "siegel",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            DowngradesCommand.class,
            EvidenceCommand.class,
            ExplainCommand.class,
            HashListCommand.class,
            PasswordsCommand.class,
            SealCommand.class,
            CommandLine.HelpCommand.class
        })
final class Siegel {

    private Siegel() {}

    /** All commands. What they find wrong with the world is told in a sentence, not with a stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new Siegel()).setExecutionExceptionHandler((failure, command, _parsed) -> {
            if (failure instanceof StoreException
                    || failure instanceof PolicyFileException
                    || failure instanceof IllegalArgumentException) {
                command.getErr().println("siegel: " + failure.getMessage());
                return command.getCommandSpec().exitCodeOnInvalidInput();
            }
            throw failure;
        });
    }

    /** Ends the process with the exit code of the command; 2 for arguments that cannot be understood. */
    @AtTheEdge
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
