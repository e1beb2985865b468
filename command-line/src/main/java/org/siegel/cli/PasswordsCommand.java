package org.siegel.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.siegel.james.PasswordNotes;
import org.siegel.james.Settings;
import org.siegel.sealing.password.EntropyFloors;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import org.siegel.sealing.password.TypedPassword;
import org.siegel.sealing.password.WordList;
import org.siegel.store.EvidenceArchive;
import org.siegel.store.KeyChange;
import org.siegel.store.KeySource;
import org.siegel.store.RecipientSecret;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.SecretBox;
import org.siegel.store.SecretNote;
import org.siegel.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The passwords that are kept for recipients. */
@Command(
        name = "passwords",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Passwords that are kept for recipients: set, listed without the passwords, removed; and their key.",
        subcommands = CommandLine.HelpCommand.class)
final class PasswordsCommand {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by picocli. */
    PasswordsCommand() {}

    @Command(
            name = "set",
            description = {
                "Sets the password that was agreed with a recipient, for the mode pre-shared of the policy. It is read from the"
                        + " console, or from standard input if there is none: the first line.",
                "An old one is kept for old mails. The gateway takes the new one within seconds; one that is not running, when"
                        + " it starts."
            })
    int set(
            @Mixin Installation installation,
            @Parameters(paramLabel = "ADDR", description = "The recipient.") String recipient,
            @Option(names = "--generate", description = "Make a good one and print it.") boolean isToBeMade)
            throws IOException {
        requireAddress(recipient);
        Settings settings = installation.settings();
        SecureRandom random = new SecureRandom();
        SecretBox box = key(settings).open(random);
        PasswordId id = PasswordId.random(random);
        try (Passphrase passphrase = isToBeMade ? made(settings, random) : typed(recipient)) {
            if (!passphrase.entropy().isAtLeast(EntropyFloors.DEFAULT.pdf())) {
                throw new IllegalArgumentException("The password is too easy to guess: it counts as "
                        + passphrase.entropy() + ", and a PDF needs " + EntropyFloors.DEFAULT.pdf()
                        + ". Take a longer one, or --generate");
            }
            char[] secret = passphrase.copy();
            try {
                new PasswordNotes(settings.confirmations())
                        .leave(SecretNote.seal(
                                box,
                                recipient,
                                Kind.PRE_SHARED,
                                id.value(),
                                passphrase.entropy().bits(),
                                secret));
                if (isToBeMade) {
                    out().println("password " + id + ": " + new String(secret));
                }
            } finally {
                Arrays.fill(secret, '\0');
            }
            out().println("Mail to " + recipient + " is sealed with the password " + id
                    + " from when the gateway takes it, where the policy says pre-shared.");
            if (!passphrase.entropy().isAtLeast(EntropyFloors.DEFAULT.zip())) {
                out().println("It is good enough for a PDF, but not for a ZIP.");
            }
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "list",
            description =
                    "Shows for whom which password is kept: kind, ID, since when, whether a sender was told. No passwords.")
    int list(
            @Mixin Installation installation,
            @Option(names = "--all", description = "The ones for old mails too.") boolean isAll) {
        List<RecipientSecret> all;
        try (var archive = EvidenceArchive.open(
                installation.settings().database(), Path.of(System.getProperty("java.io.tmpdir")))) {
            all = archive.recipientSecrets();
        }
        String before = "";
        for (RecipientSecret secret : all) {
            String owner = secret.recipient() + " " + secret.kind();
            if (isAll || !owner.equals(before)) {
                out().println(Visible.text(secret.recipient()) + "  " + name(secret.kind()) + "  "
                        + (secret.kind() == Kind.DERIVATION ? "" : secret.id() + "  ") + "since "
                        + DAY.format(secret.created())
                        + secret.told()
                                .map(at -> ", sender told " + DAY.format(at))
                                .orElse("")
                        + (owner.equals(before) ? ", for old mails" : ""));
            }
            before = owner;
        }
        if (all.isEmpty()) {
            out().println("No password is kept for a recipient.");
        }
        return CommandLine.ExitCode.OK;
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case AGREED -> "per-recipient";
            case PRE_SHARED -> "pre-shared";
            case DERIVATION -> "derived";
        };
    }

    @Command(
            name = "remove",
            description = {
                "Forgets what is kept for a recipient, for old mails too. With per-recipient and derived the next mail makes a new"
                        + " one; with pre-shared mail goes back to its sender until one is set."
            })
    int remove(
            @Mixin Installation installation,
            @Parameters(paramLabel = "ADDR", description = "The recipient.") String recipient,
            @Option(
                            names = "--kind",
                            paramLabel = "per-recipient|pre-shared|derived",
                            defaultValue = "pre-shared",
                            description = "Which one (default: pre-shared).")
                    String kind) {
        requireAddress(recipient);
        Kind meant = Arrays.stream(Kind.values())
                .filter(one -> name(one).equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--kind must be per-recipient, pre-shared or derived, not '" + kind + "'"));
        new PasswordNotes(installation.settings().confirmations()).leaveRemoval(recipient, meant);
        out().println("What is kept for " + recipient + " (" + kind
                + ") is gone from when the gateway takes this word.");
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "change-key",
            description = {
                "Encrypts all that is encrypted in the store anew with a new key, and puts its file in the place of the old one, which"
                        + " is kept beside it under its ID. No gateway may run on the database; several nodes need the new file.",
                "If it is interrupted, give it again."
            })
    int changeKey(@Mixin Installation installation) {
        Settings settings = installation.settings();
        SecureRandom random = new SecureRandom();
        Path file = key(settings)
                .file()
                .orElseThrow(
                        () -> new IllegalArgumentException("change-key changes the key in a file, and here it is in"
                                + " the environment variable " + KeySource.VARIABLE + ". Put its 32 bytes into "
                                + settings.keyFile()
                                + " (mode 0400), unset the variable, give the command again, and set the"
                                + " variable to what is in the file then"));
        try (Store store = Store.open(settings.database(), "change-key", clock(), random)) {
            KeyChange.Done done = new KeyChange(store, file, random, clock()).change();
            out().println(done.secrets() + " secrets are encrypted with the new key " + done.newKeyId() + " in "
                    + settings.keyFile() + ". The old one is in " + done.oldKeyFile()
                    + ": old backups of the database need it. Back the new one up, and bring it to all nodes.");
        }
        return CommandLine.ExitCode.OK;
    }

    private KeySource key(Settings settings) {
        return new KeySource(System.getenv(), settings.keyFile());
    }

    private static Passphrase made(Settings settings, SecureRandom random) {
        return new PassphraseGenerator(random, settings.passwordWords().map(WordList::read))
                .generateFor(EntropyFloors.DEFAULT.zip());
    }

    /** Never from the command line, which every user of the machine can read. */
    @SuppressWarnings("SystemConsoleNull") // null before Java 22, asked whether it is a terminal from then on
    private static Passphrase typed(String recipient) throws IOException {
        var console = System.console();
        if (console == null || !isTerminal(console)) {
            byte[] line = firstLine(standardInput());
            try {
                return PasswordLine.of(line);
            } finally {
                Arrays.fill(line, (byte) 0);
            }
        }
        char[] once = console.readPassword("Password for %s: ", recipient);
        char[] twice = console.readPassword("Once more: ");
        try {
            if (once == null || twice == null || !Arrays.equals(once, twice)) {
                throw new IllegalArgumentException("That was not the same twice");
            }
            return TypedPassword.of(once);
        } finally {
            wipe(once);
            wipe(twice);
        }
    }

    /** From Java 22 on there may be a console that is none. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException _olderJava) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java cannot tell whether its console is one", e);
        }
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && line.size() < 1000; next = in.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }

    @AtTheEdge
    private static InputStream standardInput() {
        return System.in;
    }

    @AtTheEdge
    private static Clock clock() {
        return Clock.systemUTC();
    }

    private static void wipe(char @Nullable [] secret) {
        if (secret != null) {
            Arrays.fill(secret, '\0');
        }
    }

    private static void requireAddress(String recipient) {
        if (!recipient.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("'" + recipient + "' is no e-mail address");
        }
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec.commandLine().getOut();
    }
}
