package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Mail that a server has delivered, each a file.
 *
 * @param files the folder of what is delivered
 */
record Maildir(Path files) {

    /**
     * The mail that has this line in it, one character an octet.
     *
     * @throws AssertionError if there is none
     */
    String withLine(String line) {
        String octets = "\n" + new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\n";
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (("\n" + mail).contains(octets)) {
                    return mail;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("Delivered, but not there: " + line);
    }
}
