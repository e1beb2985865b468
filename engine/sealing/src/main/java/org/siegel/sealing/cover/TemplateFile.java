package org.siegel.sealing.cover;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the administrator's wording, with placeholders that exist and the password ID among them.
 *
 * @param text lines end with {@code \n}
 */
record TemplateFile(Path path, String text) {

    private static final Pattern OPENED = Pattern.compile("\\$\\{([^}\\n]*)(}?)");

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming file, line and what is wrong
     */
    static TemplateFile read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the cover template " + path + " is missing or cannot be read: " + e.getMessage(), e);
        }
        TemplateFile file = new TemplateFile(path, decoded(path, bytes));
        file.checkPlaceholders();
        return file;
    }

    private static String decoded(Path path, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString().replace("\r\n", "\n");
        if (result.isError()) {
            throw new TemplateFile(path, text).wrong(text.length(), "is not UTF-8");
        }
        // editors of Windows put a mark of the byte order at the beginning
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void checkPlaceholders() {
        Matcher opened = OPENED.matcher(text);
        boolean found = false;
        while (opened.find()) {
            if (opened.group(2).isEmpty()) {
                throw wrong(opened.start(), "has ${ without }");
            }
            Placeholder placeholder = Placeholder.of(opened.group(1))
                    .orElseThrow(() -> wrong(
                            opened.start(),
                            "has ${" + opened.group(1) + "}, which does not exist; there are " + Placeholder.all()));
            found |= placeholder == Placeholder.PASSWORD_ID;
        }
        if (!found) {
            throw wrong(
                    text.length(),
                    "ends without ${" + Placeholder.PASSWORD_ID.word()
                            + "}; without it nobody knows which password opens the file");
        }
    }

    /** @param place in the text, of what is wrong */
    IllegalArgumentException wrong(int place, String problem) {
        long line = 1 + text.substring(0, place).chars().filter(c -> c == '\n').count();
        return wrongLine(line, problem);
    }

    IllegalArgumentException wrongLine(long line, String problem) {
        return new IllegalArgumentException("the cover template " + path + ", line " + line + ", " + problem);
    }

    /** Once, from left to right: a value that looks like a placeholder stays as it is. */
    static String filled(String template, Function<Placeholder, String> values) {
        return OPENED.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Placeholder.of(match.group(1)).map(values).orElseGet(match::group)));
    }
}
