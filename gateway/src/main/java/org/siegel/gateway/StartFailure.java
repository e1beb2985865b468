package org.siegel.gateway;

import java.net.BindException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Says to an administrator what kept the gateway from starting, where, and what to do. */
final class StartFailure {

    private static final int MOST_MESSAGES = 4;

    private StartFailure() {}

    static String explain(Throwable failure, Path directory) {
        var chain = chain(failure);
        return String.join("\n  because ", messages(chain)) + "\n" + advice(chain, directory);
    }

    private static String advice(List<Throwable> chain, Path directory) {
        var conf = directory.resolve("conf");
        for (var cause : chain) {
            if (cause instanceof BindException || cause instanceof SocketException) {
                return "Another program listens there, or this user may not (ports below 1024 need the right to): see <bind> in "
                        + conf.resolve("smtpserver.xml") + " and port in " + conf.resolve("webadmin.properties");
            }
            if (cause instanceof AccessDeniedException) {
                return "Give the user that runs the gateway the right to write below " + directory.resolve("var");
            }
            if (cause instanceof ConfigurationException) {
                return "A file in " + conf + " is not as James expects it; the log in " + directory.resolve("var/log")
                        + " names the one that was read last";
            }
        }
        return "The log in " + directory.resolve("var/log") + " has the details; the configuration is in " + conf;
    }

    // Guice repeats the cause's text in its own: innermost last, each text once.
    private static List<String> messages(List<Throwable> chain) {
        var texts = new LinkedHashSet<String>();
        for (var cause : chain) {
            texts.add(firstLine(cause));
        }
        var all = new ArrayList<>(texts);
        return all.subList(Math.max(0, all.size() - MOST_MESSAGES), all.size());
    }

    private static String firstLine(Throwable cause) {
        var message = Objects.requireNonNullElse(cause.getMessage(), "").strip();
        var line = message.lines().findFirst().orElse("");
        return line.isEmpty() ? cause.getClass().getSimpleName() : line;
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (@Nullable Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
