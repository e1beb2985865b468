package org.siegel.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A module of the reactor, with the modules that it may know and with its compiled classes. */
final class Part {

    static final Path ROOT = Path.of(System.getProperty("siegel.root"));

    static final Part POLICY = engine("policy");
    private static final Part TRANSPORT = engine("transport", POLICY);
    private static final Part CONTENT = engine("content", POLICY);
    /** A process of its own; knows of the gateway only how to speak to it. */
    private static final Part WORKER = engine("worker", POLICY, CONTENT);

    private static final Part SEALING = engine("sealing", POLICY);
    private static final Part STORE = engine("store", POLICY);
    /** Nobody may know it, so that no fake is ever shipped. */
    private static final Part TESTING = engine("testing");

    private static final Part MATCHERS =
            new Part("matchers", "org.siegel.matchers", James.KNOWN, POLICY, TRANSPORT, CONTENT);
    /** Knows the matchers for the attributes of a mail that both read and write. */
    private static final Part MAILETS = new Part(
            "mailets", "org.siegel.mailets", James.KNOWN, POLICY, TRANSPORT, CONTENT, SEALING, STORE, MATCHERS);

    private static final Part JAMES_CONF = new Part(
            "james-conf",
            "org.siegel.james",
            James.KNOWN,
            POLICY,
            TRANSPORT,
            CONTENT,
            SEALING,
            STORE,
            MATCHERS,
            MAILETS);
    /** Looks at one thing and ends: no mail goes through it. */
    private static final Part COMMAND_LINE = new Part(
            "command-line", "org.siegel.cli", James.UNKNOWN, POLICY, TRANSPORT, CONTENT, SEALING, STORE, JAMES_CONF);
    /** A process of James 3.8; the extension comes to it as a jar, so it knows nothing of it. */
    private static final Part GATEWAY = new Part("gateway", "org.siegel.gateway", James.KNOWN);

    private static final List<Part> ALL = List.of(
            POLICY,
            TRANSPORT,
            CONTENT,
            WORKER,
            SEALING,
            STORE,
            TESTING,
            MATCHERS,
            MAILETS,
            JAMES_CONF,
            COMMAND_LINE,
            GATEWAY);

    private final String directory;
    private final String name;
    private final James james;
    private final Set<Part> known;
    private final JavaClasses classes;

    private Part(String directory, String name, James james, Part... known) {
        this.directory = directory;
        this.name = name;
        this.james = james;
        this.known = Set.of(known);
        this.classes = read(ROOT.resolve(directory).resolve("target/classes"));
    }

    private static Part engine(String name, Part... known) {
        return new Part("engine/" + name, "org.siegel." + name, James.UNKNOWN, known);
    }

    /** From the bottom up. */
    static List<Part> all() {
        return ALL;
    }

    String directory() {
        return directory;
    }

    boolean mayKnowJames() {
        return james == James.KNOWN;
    }

    boolean mayKnow(Part other) {
        return other == this || known.contains(other);
    }

    /** Its package with all inside, as ArchUnit writes it. */
    String packages() {
        return name + "..";
    }

    /** Never empty. */
    JavaClasses classes() {
        return classes;
    }

    @Override
    public String toString() {
        return directory;
    }

    /** A rule over no classes would hold whatever it says. */
    private static JavaClasses read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is not there: build all modules, not this one alone (-am)");
        }
        var classes = new ClassFileImporter().importPath(folder);
        if (classes.isEmpty()) {
            throw new IllegalStateException(folder + " holds no classes");
        }
        return classes;
    }

    private enum James {
        KNOWN,
        UNKNOWN
    }
}
