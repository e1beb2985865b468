package org.siegel.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that look at one thing and end; the root script {@code siegel} hands them over. */
@Command(
        name = "siegel",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CommandLine.HelpCommand.class})
final class Siegel {

    private Siegel() {}

    /** Ends the process with the exit code of the command; 2 for arguments that cannot be understood. */
    @AtTheEdge
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Siegel()).execute(arguments));
    }
}
