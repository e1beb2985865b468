package org.siegel.sealing.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.siegel.sealing.message.Part.Leaf;
import org.siegel.sealing.message.Part.Multipart;
import org.siegel.sealing.message.Part.PartFields;

/**
 * Takes a message apart, bodies into files. Broken structure is not an error: what was read up to there is returned with a
 * {@link Remark}.
 */
final class MimeReader {

    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 1000;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int IN_MEMORY = 16 * 1024;

    /** Contents are never cut: Content-Length of the configuration stays unlimited. */
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .setMaxContentLen(-1)
            .setMaxHeaderCount(10_000)
            .setMaxHeaderLen(LONGEST_HEADER)
            .setMaxLineLen(-1)
            .build();

    private final Path directory;
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Map<String, byte[]> rootFields = new TreeMap<>();
    private Map<String, byte[]> fields = new TreeMap<>();
    private Optional<Part> root = Optional.empty();
    private int parts;

    /** @param directory where bodies go; private to the message */
    MimeReader(Path directory) {
        this.directory = directory;
    }

    /** What was read. The root is empty only if nothing at all could be understood. */
    record Tree(Optional<Part> root, Map<String, byte[]> rootFields, Set<Remark> remarks) {}

    private record Level(PartFields fields, List<Part> children, ByteArrayOutputStream preamble) {}

    /**
     * @throws IOException if the message cannot be read or the bodies cannot be written
     */
    Tree read(Content message) throws IOException {
        try (var in = message.open()) {
            var tokens = new MimeTokenStream(LENIENT);
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            tokens.parse(in);
            walk(tokens);
        } catch (MimeException | IllegalArgumentException | IllegalStateException | UncheckedIOException broken) {
            // mime4j reports some broken structure unchecked
            remarks.add(Remark.STRUCTURE_UNREADABLE);
        }
        while (!levels.isEmpty()) {
            closeLevel();
        }
        return new Tree(root, rootFields, remarks);
    }

    private void walk(MimeTokenStream tokens) throws IOException, MimeException {
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> fields = new TreeMap<>();
                case T_FIELD -> addField(tokens.getField());
                case T_START_MULTIPART -> openLevel(tokens);
                case T_PREAMBLE -> readPreamble(tokens);
                case T_BODY -> addLeaf(tokens.getDecodedInputStream());
                case T_END_MULTIPART -> {
                    closeLevel();
                    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
                }
                default -> {
                    // starts and ends of what the cases above handle
                }
            }
            if (parts >= MOST_PARTS) {
                remarks.add(Remark.TOO_MANY_PARTS);
                return;
            }
        }
    }

    private void addField(Field field) {
        var raw = field.getRaw();
        if (raw == null) {
            return;
        }
        byte[] bytes = raw.toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        byte[] body = colon < bytes.length ? Arrays.copyOfRange(bytes, colon + 1, bytes.length) : new byte[0];
        String name = field.getNameLowerCase().strip();
        fields.putIfAbsent(name, body);
        if (levels.isEmpty() && root.isEmpty()) {
            rootFields.putIfAbsent(name, body);
        }
    }

    private void openLevel(MimeTokenStream tokens) {
        levels.push(new Level(partFields(), new ArrayList<>(), new ByteArrayOutputStream()));
        if (levels.size() >= DEEPEST) {
            // what lies deeper comes as one body each
            tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private void readPreamble(MimeTokenStream tokens) throws IOException {
        var level = levels.peek();
        if (level != null) {
            level.preamble().writeBytes(tokens.getInputStream().readNBytes(1 << 20));
        }
    }

    private void closeLevel() {
        var level = levels.pop();
        add(new Multipart(
                level.fields(), level.children(), Content.of(level.preamble().toByteArray())));
    }

    private void addLeaf(InputStream body) throws IOException {
        parts++;
        var partFields = partFields();
        if (partFields.mediaType().startsWith("multipart/")) {
            if (levels.size() >= DEEPEST) {
                remarks.add(Remark.STRUCTURE_TOO_DEEP);
            } else {
                // without a boundary it has no parts: what there is, is text (RFC 2046 §5.1.1 demands one)
                remarks.add(Remark.STRUCTURE_UNREADABLE);
                partFields = new PartFields(ParameterizedField.NONE, partFields.disposition(), partFields.contentId());
            }
        }
        add(new Leaf(partFields, store(body)));
    }

    private Content store(InputStream body) throws IOException {
        byte[] head = body.readNBytes(IN_MEMORY);
        if (head.length < IN_MEMORY) {
            return Content.of(head);
        }
        var file = directory.resolve("part-" + parts);
        try (var out = PrivateFiles.create(file)) {
            out.write(head);
            body.transferTo(out);
        }
        return Content.of(file);
    }

    private void add(Part part) {
        var parent = levels.peek();
        if (parent != null) {
            parent.children().add(part);
        } else if (root.isEmpty()) {
            root = Optional.of(part);
        }
    }

    private PartFields partFields() {
        return new PartFields(parameterized("content-type"), parameterized("content-disposition"), contentId());
    }

    private ParameterizedField parameterized(String name) {
        byte[] body = fields.get(name);
        return body == null ? ParameterizedField.NONE : ParameterizedField.parse(FieldText.raw(body));
    }

    private String contentId() {
        byte[] body = fields.get("content-id");
        return body == null ? "" : FieldText.raw(body).replaceAll("^[<\\s]+|[>\\s]+$", "");
    }
}
