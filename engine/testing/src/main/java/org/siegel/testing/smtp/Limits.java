package org.siegel.testing.smtp;

import java.util.Locale;
import java.util.Optional;

/** What the announced extensions let a client say in MAIL and RCPT. */
record Limits(Extensions extensions) {
    /** Why the path or a parameter is not acceptable, if it is not. */
    Optional<String> objection(Command.Path path, boolean inClear) {
        boolean requiresTls = path.parameters().stream().anyMatch(word -> word.equalsIgnoreCase("REQUIRETLS"));
        if (requiresTls && inClear) {
            return Optional.of("REQUIRETLS needs TLS");
        }
        boolean ascii = path.address().chars().allMatch(c -> c < 128);
        if (!ascii && !extensions.has("SMTPUTF8")) {
            return Optional.of("Address beyond ASCII without SMTPUTF8");
        }
        return extensions.unknownParameter(path.parameters()).map(name -> "Unsupported parameter " + name);
    }

    /** RFC 1870 §6.1: refused at MAIL already when the client says how much is to come. */
    boolean isTooLarge(Command.Path path) {
        return path.parameters().stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(word -> word.matches("SIZE=[0-9]{1,18}"))
                .mapToLong(word -> Long.parseLong(word.substring("SIZE=".length())))
                .anyMatch(size -> size > extensions.sizeLimit());
    }
}
