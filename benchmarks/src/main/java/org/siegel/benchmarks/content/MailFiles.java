package org.siegel.benchmarks.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Mails from a file, a form feed between them, or from a folder of files with one each. */
final class MailFiles {

    private MailFiles() {}

    static List<String> read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<String> mails = new ArrayList<>();
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    mails.addAll(read(file));
                }
            }
            return mails;
        }
        return Arrays.stream(text(path).split("\f", -1))
                .filter(mail -> !mail.isBlank())
                .toList();
    }

    /** UTF-8, or else windows-1252, as old mail archives are. */
    static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _notUtf8) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
