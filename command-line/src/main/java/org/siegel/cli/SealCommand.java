package org.siegel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.DomainName;
import org.siegel.policy.MailLanguage;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingWay;
import org.siegel.policy.WhenRefused;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.Wrapping;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.cover.CoverMail;
import org.siegel.sealing.cover.CoverTemplates;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the container that a recipient would get, to be looked at. Sends nothing, keeps nothing. */
@Command(
        name = "seal",
        description = {
            "Puts a mail into the password-protected PDF or ZIP that a recipient would get, to be looked at. Sends and keeps"
                    + " nothing.",
            "Prints the file's name and its password. Exit code: 0 made, 1 the gateway would not seal this mail or it could"
                    + " not be done, 2 the arguments are wrong."
        },
        mixinStandardHelpOptions = true)
final class SealCommand implements Callable<Integer> {

    private static final int NOT_DONE = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE.eml", description = "The mail as it came (RFC 5322).")
    private Path mail = Path.of("");

    @ArgGroup
    private @Nullable Kind kind;

    @Option(
            names = "--to",
            paramLabel = "ADDR",
            description = "Whom it is for. Several: one file for each, with a password of its own.")
    private List<String> recipients = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to put the files (default: here).")
    private Path out = Path.of(".");

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password on its first line (default: one is generated and printed).")
    private @Nullable Path passwordFile;

    @Option(
            names = "--language",
            paramLabel = "de|en",
            description = "Of what is written around the mail (default: the policy's for the recipient, else de).")
    private @Nullable String language;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Named at the foot of the pages (default: the one in the policy).")
    private @Nullable String organisation;

    @Option(
            names = "--attachments",
            paramLabel = "embed|separate|zip|auto",
            description = "How attachments go with a PDF (default: as the policy has it for the recipient).")
    private @Nullable String attachments;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description =
                    "The mail's risk class, where the policy wraps by class (default: the policy's default class).")
    private @Nullable String riskClass;

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--without-original", description = "Leave out Original.eml where the pages show everything.")
    private boolean withoutOriginal;

    @Option(names = "--cover", description = "Write the cover mail that carries the file, too (.eml).")
    private boolean cover;

    @Option(
            names = "--cover-templates",
            paramLabel = "FOLDER",
            description = "The cover mail in the wording of this folder (default: the built-in one); implies --cover.")
    private @Nullable Path coverTemplates;

    @Option(names = "--anyway", description = "Also if the gateway would let this mail pass as it is.")
    private boolean anyway;

    /** Made by picocli. */
    SealCommand() {}

    static final class Kind {

        // for picocli, which refuses both at once
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--pdf", description = "An encrypted PDF (the default).")
        private boolean pdf;

        @Option(names = "--zip", description = "A ZIP under AES-256 (AE-2).")
        private boolean zip;

        /** Made by picocli. */
        Kind() {}
    }

    @Override
    public Integer call() throws IOException {
        requireReadable();
        Path work = Files.createTempDirectory("siegel-seal-");
        try (SourceMessage message = SourceMessage.read(mail, work)) {
            String untouched = untouched(Wrapping.of(message));
            if (!untouched.isEmpty() && !anyway) {
                err().println("siegel: " + mail + " " + untouched + ". Use --anyway to see a container all the same");
                return NOT_DONE;
            }
            seal(message, work);
            return CommandLine.ExitCode.OK;
        } catch (SealingException failed) {
            err().println("siegel: " + mail + " could not be sealed: " + failed.getMessage());
            return NOT_DONE;
        } finally {
            PrivateFiles.deleteAll(work);
        }
    }

    private void requireReadable() throws IOException {
        if (!Files.isRegularFile(mail) || !Files.isReadable(mail)) {
            throw new IllegalArgumentException("There is no file " + mail + " that can be read");
        }
        for (String recipient : recipients) {
            if (!recipient.matches("[^@\\s]+@[^@\\s]+")) {
                throw new IllegalArgumentException("--to: '" + recipient + "' is no e-mail address");
            }
        }
        if (!Files.isDirectory(out)) {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                throw new IllegalArgumentException("--out: the directory " + out + " cannot be made", e);
            }
        }
    }

    private static String untouched(Wrapping wrapping) {
        return switch (wrapping) {
            case ALLOWED, MARKED_AS_SEALED, MEETING_REQUEST -> "";
            case ALREADY_ENCRYPTED ->
                "is encrypted end to end already (S/MIME or OpenPGP); the gateway sends it as it is";
            case AUTOMATIC ->
                "was written by a program (a report, an automatic reply, a list); the gateway never puts such mail into"
                        + " a container";
        };
    }

    private void seal(SourceMessage message, Path work) throws IOException, SealingException {
        var random = new SecureRandom();
        Clock clock = clock();
        var covers =
                new CoverMail(random, clock, Optional.ofNullable(coverTemplates).map(CoverTemplates::read));
        List<SealingRequest> requests = new ArrayList<>();
        try {
            var sealing = new Sealing(random, clock, 1);
            for (Map.Entry<SealingWay, List<String>> group : ways().entrySet()) {
                List<SealingRequest> same = new ArrayList<>();
                for (int i = 0; i < group.getValue().size(); i++) {
                    SealingRequest request = request(group.getKey(), random, work);
                    same.add(request);
                    requests.add(request);
                }
                List<SealedContainer> containers = sealing.seal(message, same.getFirst(), same.subList(1, same.size()));
                for (int i = 0; i < containers.size(); i++) {
                    hand(containers.get(i), same.get(i), group.getValue().get(i));
                    if (cover || coverTemplates != null) {
                        writeCover(message, containers.get(i), same.get(i), frame(group.getKey()), covers, work);
                    }
                }
                notes(containers.getFirst());
            }
        } finally {
            requests.forEach(request -> request.passphrase().close());
        }
    }

    /** The recipients by how the mail is wrapped for them; one without a name if none is given. */
    private Map<SealingWay, List<String>> ways() {
        Map<SealingWay, List<String>> ways = new LinkedHashMap<>();
        for (String recipient : recipients.isEmpty() ? List.of("") : recipients) {
            ways.computeIfAbsent(way(recipient), _way -> new ArrayList<>()).add(recipient);
        }
        return ways;
    }

    private SealingWay way(String recipient) {
        if (attachments != null) {
            AttachmentLayout layout = AttachmentLayout.fromConfigName(attachments);
            return new SealingWay(
                    layout,
                    layout == AttachmentLayout.ZIP || byPolicy(recipient).allowsZip(),
                    PasswordMode.PER_MAIL,
                    WhenRefused.RETURN,
                    byPolicy(recipient).language());
        }
        return byPolicy(recipient);
    }

    private SealingWay byPolicy(String recipient) {
        Optional<Policy> policy = policy();
        if (policy.isEmpty()) {
            return SealingWay.STANDARD;
        }
        if (recipient.isEmpty()) {
            return policy.get().sealing().standard();
        }
        RiskClass assumed =
                riskClass == null ? policy.get().defaultClass() : policy.get().classNamed(riskClass);
        return policy.get()
                .sealing()
                .wayFor(
                        recipient,
                        Optional.of(DomainName.of(recipient.substring(recipient.indexOf('@') + 1))),
                        assumed);
    }

    /** Empty where there is no installation to be asked. */
    private Optional<Policy> policy() {
        return Files.exists(installation.conf().resolve("adaptive-encryption.xml"))
                ? Optional.of(installation.policy())
                : Optional.empty();
    }

    private String organisation() {
        return organisation != null
                ? organisation
                : policy().map(Policy::organisation).orElse("");
    }

    private SealingRequest request(SealingWay way, SecureRandom random, Path work) throws IOException {
        ContainerKind wanted = kind != null && kind.zip ? ContainerKind.ZIP : ContainerKind.PDF;
        Passphrase passphrase = given().orElseGet(() -> new PassphraseGenerator(random).generate());
        return SealingRequest.of(wanted, passphrase, PasswordId.random(random), work)
                .in(spoken(way).orElse(Language.GERMAN))
                .by(organisation())
                .laidOut(way.attachments(), way.allowsZip())
                .withOriginal(!withoutOriginal);
    }

    private CoverMail.Frame frame(SealingWay way) {
        return spoken(way)
                .map(one -> new CoverMail.Frame(organisation(), "siegel.invalid", List.of(one)))
                .orElseGet(() -> new CoverMail.Frame(organisation(), "siegel.invalid"));
    }

    private Optional<Language> spoken(SealingWay way) {
        if (language == null) {
            return way.language().map(Language::of);
        }
        try {
            return Optional.of(Language.of(MailLanguage.fromConfigName(language.toLowerCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--language must be de or en, not '" + language + "'", e);
        }
    }

    private Optional<Passphrase> given() throws IOException {
        if (passwordFile == null) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(passwordFile);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("--password-file: there is no file " + passwordFile, e);
        }
        try {
            return Optional.of(PasswordLine.of(bytes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--password-file: " + e.getMessage(), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void hand(SealedContainer container, SealingRequest request, String recipient) throws IOException {
        for (SealedContainer one : container.files()) {
            Path file = out.resolve(one.fileName());
            try (var in = one.open();
                    var to = PrivateFiles.create(file)) {
                in.transferTo(to);
            }
            out().printf(
                            Locale.ROOT,
                            "%s  %,d bytes, attachments: %d, SHA-256 %s%n",
                            file,
                            one.size(),
                            one.attachments(),
                            one.sha256());
        }
        char[] password = request.passphrase().copy();
        try {
            out().format(
                            Locale.ROOT,
                            "password %s%s: %s%n",
                            request.passwordId(),
                            recipient.isEmpty() ? "" : " for " + recipient,
                            passwordFile == null ? new String(password) : "the one in " + passwordFile);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private void writeCover(
            SourceMessage message,
            SealedContainer container,
            SealingRequest request,
            CoverMail.Frame frame,
            CoverMail mails,
            Path work)
            throws IOException, SealingException {
        Path written = mails.write(message, container, request.passwordId(), frame, work);
        Path file = out.resolve(container.fileName().replaceFirst("\\.[a-z]+$", ".eml"));
        try (var to = PrivateFiles.create(file)) {
            Files.copy(written, to);
        }
        out().println("cover mail " + file);
    }

    private void notes(SealedContainer container) {
        if (!container.notes().isEmpty()) {
            out().println("the pages say: "
                    + container.notes().stream()
                            .map(Note::name)
                            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', ' '))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }

    @AtTheEdge
    private static Clock clock() {
        return Clock.systemUTC();
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
