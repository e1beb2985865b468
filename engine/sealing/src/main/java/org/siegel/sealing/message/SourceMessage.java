package org.siegel.sealing.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message taken apart for reading. Reading is total: there is no input that makes it fail, only an unreadable disk.
 *
 * <p>Bodies lie in a private directory of their own (mode 0700) until {@link #close()} deletes it, so a large attachment
 * costs no heap.
 */
public final class SourceMessage implements AutoCloseable {

    private static final int MOST_SECTIONS = 20;
    private static final int DEEPEST_SECTION = 5;
    private static final int LARGEST_SECTION = 32 << 20;

    private final Path directory;
    private final Content original;
    private final Map<String, byte[]> fields;
    private final Headers headers;
    private final Reading.Result reading;
    private final Set<Remark> remarks;
    private final List<Section> sections;

    private SourceMessage(
            Path directory, Content original, MimeReader.Tree tree, Reading.Result reading, List<Section> sections) {
        this.sections = List.copyOf(sections);
        this.directory = directory;
        this.original = original;
        this.fields = Map.copyOf(tree.rootFields());
        this.headers = headersOf(fields);
        this.reading = reading;
        this.remarks = EnumSet.noneOf(Remark.class);
        this.remarks.addAll(tree.remarks());
        this.remarks.addAll(reading.remarks());
    }

    /**
     * Takes a message apart.
     *
     * @param raw the message as RFC 5322 text, in whatever state; not closed
     * @param workDirectory exists; gets one directory that lives until {@link #close()}
     * @throws IOException if the message cannot be read or the directory cannot be written
     */
    public static SourceMessage read(InputStream raw, Path workDirectory) throws IOException {
        return read(raw, workDirectory, 0);
    }

    private static SourceMessage read(InputStream raw, Path workDirectory, int depth) throws IOException {
        var directory = PrivateFiles.directory(workDirectory, "message-");
        boolean done = false;
        try {
            var file = directory.resolve("original.eml");
            try (var out = PrivateFiles.create(file)) {
                OriginalCopy.copy(raw, out);
            }
            var original = Content.of(file);
            var tree = new MimeReader(directory).read(original);
            var reading = new Reading().read(tree.root());
            var sections = sections(reading.attachments(), directory, depth);
            var message = new SourceMessage(directory, original, tree, reading, sections);
            done = true;
            return message;
        } finally {
            if (!done) {
                PrivateFiles.deleteAll(directory);
            }
        }
    }

    /**
     * The same for a message in a file.
     *
     * @throws IOException if the message cannot be read or the directory cannot be written
     */
    public static SourceMessage read(Path raw, Path workDirectory) throws IOException {
        try (var in = Files.newInputStream(raw)) {
            return read(in, workDirectory);
        }
    }

    public Headers headers() {
        return headers;
    }

    public Body body() {
        return reading.body();
    }

    /** What came as files and is also to be read after the body: messages, appointments. The files are attachments as well. */
    public List<Section> sections() {
        return sections;
    }

    /** Signed by its sender (RFC 8551 §3.5, RFC 3156 §5): only the original can be verified, so it must go along. */
    public boolean isSigned() {
        var type = contentType();
        return type.value().equals("multipart/signed")
                || (type.value().matches("application/(x-)?pkcs7-mime")
                        && type.parameters().getOrDefault("smime-type", "").equalsIgnoreCase("signed-data"));
    }

    /** The pictures that the body shows. */
    public List<InlineImage> images() {
        return reading.images();
    }

    public List<Attachment> attachments() {
        return reading.attachments();
    }

    /** What is missing on the pages; then the original must go along. */
    public Set<Remark> remarks() {
        return Set.copyOf(remarks);
    }

    /** The message as it came, byte by byte, except that Bcc and Resent-Bcc are gone from its header. */
    public Content original() {
        return original;
    }

    /**
     * The first header field of that name, unfolded, encoded words as they stand; empty if there is none.
     *
     * @param name lower case
     */
    public String field(String name) {
        byte[] body = fields.get(name);
        return body == null ? "" : FieldText.raw(body);
    }

    /** Media type of the whole message, lower case, such as {@code multipart/mixed}. */
    public ContentType contentType() {
        var type = ParameterizedField.parse(field("content-type"));
        return new ContentType(type.value(), type.parameters());
    }

    /**
     * What the header says that the message is.
     *
     * @param value lower case; empty if the message declares none
     * @param parameters by lower-case name
     */
    public record ContentType(String value, Map<String, String> parameters) {
        public ContentType {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Deletes the working directory.
     *
     * @throws IOException if something of it is left
     */
    @Override
    public void close() throws IOException {
        PrivateFiles.deleteAll(directory);
    }

    /** Tells nothing of the content. */
    @Override
    public String toString() {
        return "SourceMessage(" + original.size() + " bytes, " + attachments().size() + " attachments)";
    }

    private static List<Section> sections(List<Attachment> attachments, Path directory, int depth) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (Attachment attachment : attachments) {
            if (sections.size() >= MOST_SECTIONS) {
                break;
            }
            boolean bearable = attachment.size() <= LARGEST_SECTION;
            if (bearable && depth < DEEPEST_SECTION && attachment.mediaType().equals("message/rfc822")) {
                try (var in = attachment.content().open()) {
                    sections.add(new Section.Nested(read(in, directory, depth + 1)));
                }
            } else if (bearable && attachment.mediaType().equals("text/calendar")) {
                CalendarReader.read(attachment.content().head(LARGEST_SECTION))
                        .forEach(meeting -> sections.add(new Section.Appointment(meeting)));
            }
        }
        return sections;
    }

    private static Headers headersOf(Map<String, byte[]> fields) {
        String date = text(fields, "date");
        return new Headers(
                text(fields, "from"),
                text(fields, "sender"),
                text(fields, "to"),
                text(fields, "cc"),
                text(fields, "reply-to"),
                date,
                SentDate.parse(date),
                text(fields, "subject"),
                text(fields, "message-id"));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        byte[] body = fields.get(name);
        return body == null ? "" : FieldText.decode(body);
    }
}
