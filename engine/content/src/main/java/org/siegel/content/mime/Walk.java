package org.siegel.content.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import org.siegel.content.attachment.Attachments;
import org.siegel.content.attachment.Format;
import org.siegel.content.attachment.Surroundings;
import org.siegel.content.part.Budget;
import org.siegel.content.part.BudgetedStream;
import org.siegel.content.part.Content;
import org.siegel.content.part.KeptStream;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.Spool;
import org.siegel.content.part.TextSink;
import org.siegel.content.part.TimeLimit;
import org.siegel.content.worker.MailDocuments;
import org.siegel.policy.PartState;

/** One walk through one message: the structure, message within message. */
final class Walk {

    /** One header field may be 1 MB and more, but not so large that holding it becomes the attack. */
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(2_000_000)
            .setMaxHeaderLen(4_000_000)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private static final int ONE_TOKEN = 100;

    private final WalkLimits limits;
    private final TimeLimit time;
    private final MessageVisitor visitor;
    private final SourceGuard source;
    private final Spool spool;
    private final Budget budget;
    private final PartText text;
    private final Attachments readers;
    private int parts;
    private int attachments;

    Walk(
            WalkLimits limits,
            TimeLimit time,
            Spool spool,
            Optional<MailDocuments> documents,
            MessageVisitor visitor,
            SourceGuard source) {
        this.limits = limits;
        this.time = time;
        this.visitor = visitor;
        this.source = source;
        this.spool = spool;
        this.budget = new Budget(limits.unpackedBytes(), limits.entries(), time);
        this.text = new PartText(limits, time, visitor);
        this.readers = new Attachments(spool, budget, limits.charactersPerPart(), documents);
    }

    void outermost() throws IOException {
        message(source, "", 0);
    }

    private boolean isExhausted() {
        return parts > limits.parts() || time.isUpAfter(ONE_TOKEN);
    }

    /**
     * @param prefix says inside which attachment this message lies; empty for the outermost
     * @param depth  of containers around this message
     */
    private void message(InputStream in, String prefix, int depth) throws IOException {
        WatchedFields fields = new WatchedFields(CONFIG.getMaxHeaderLen());
        MimeTokenStream tokens = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, fields, null);
        try {
            entities(tokens, in, prefix, depth);
        } catch (MimeException | IOException e) {
            if (source.hasFailed()) {
                throw e instanceof IOException failure ? failure : new IOException("The message cannot be read", e);
            }
            if (e instanceof LimitReachedException reached) {
                throw reached;
            }
            // The parser gives up, which is a fact about this message and leads to a class; the rest is read as it is.
            around(in, prefix + "rest of the message");
            report("message/rfc822", PartState.ERROR);
        }
        if (fields.hasLostLines()) {
            report("header", PartState.ERROR);
        }
    }

    private void entities(MimeTokenStream tokens, InputStream in, String prefix, int depth)
            throws IOException, MimeException {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(in);
        Deque<Container> containers = new ArrayDeque<>();
        PartHeader header = new PartHeader();
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM && !isExhausted()) {
            switch (state) {
                case T_START_MESSAGE -> header = new PartHeader();
                case T_START_BODYPART -> {
                    header = new PartHeader();
                    containers.getFirst().startPart();
                }
                case T_FIELD -> field(tokens.getField(), header, depth == 0 && containers.isEmpty());
                case T_END_HEADER -> {
                    if (containers.isEmpty()) {
                        subject(header, prefix);
                    }
                    boolean tooDeep = depth + containers.size() >= limits.depth();
                    tokens.setRecursionMode(tooDeep ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
                }
                case T_START_MULTIPART -> {
                    containers.push(new Container(header.type("multipart/mixed")));
                    startMultipart(containers.getFirst());
                }
                case T_END_MULTIPART -> endMultipart(containers.pop());
                case T_PREAMBLE -> around(tokens.getInputStream(), prefix + "preamble");
                case T_EPILOGUE -> around(tokens.getInputStream(), prefix + "epilogue");
                case T_BODY -> body(tokens, header, prefix, depth + containers.size(), containers.peek());
                default -> {}
            }
            state = next(tokens);
        }
        if (state != EntityState.T_END_OF_STREAM && time.isUp()) {
            report("message/rfc822", PartState.TIMEOUT);
        }
    }

    /** Text that no part holds; of its own it has a state only where that matters. */
    private void around(InputStream in, String place) throws IOException {
        if (text.scan(in, place) == PartState.LIMIT) {
            report("text/plain", PartState.LIMIT);
        }
    }

    /** A fault of the parser on odd input is a fact about the input as well. */
    private static EntityState next(MimeTokenStream tokens) throws IOException, MimeException {
        try {
            return tokens.next();
        } catch (RuntimeException e) {
            throw new MimeException(e);
        }
    }

    private void field(Field field, PartHeader header, boolean outermost) {
        String body = FieldText.bodyOf(field);
        header.add(field.getName(), body);
        if (outermost) {
            visitor.field(field.getName(), body);
        }
    }

    private void subject(PartHeader header, String prefix) {
        String subject = header.subject();
        if (subject != null) {
            text.whole(subject, prefix + "subject");
        }
    }

    /** Encrypted content is one part, whatever its two pieces are called. */
    private void startMultipart(Container container) {
        if (container.isEncrypted()) {
            report(container.type(), PartState.ENCRYPTED_E2E);
        }
    }

    /** A multipart in which no part begins has lost its boundary; other programs may find one. */
    private void endMultipart(Container container) {
        if (container.isEmpty() && !container.isEncrypted()) {
            report(container.type(), PartState.ERROR);
        }
    }

    private void body(
            MimeTokenStream tokens, PartHeader header, String prefix, int depth, @Nullable Container container)
            throws IOException {
        String type = header.type(tokens.getBodyDescriptor().getMimeType());
        boolean piece = type.equals("application/pgp-encrypted") || type.equals("application/octet-stream");
        if (piece && container != null && container.isEncrypted()) {
            return;
        }
        parts++;
        if (isExhausted()) {
            report(type, PartState.LIMIT);
            return;
        }
        Part part = part(header, type, prefix);
        BufferedInputStream content = new BufferedInputStream(part.decoded(tokens.getInputStream()));
        if (part.hasUnknownEncoding()) {
            report(type, PartState.UNSUPPORTED);
        } else if (type.startsWith("multipart/")) {
            boolean tooDeep = tokens.getRecursionMode() == RecursionMode.M_FLAT;
            boolean encrypted = type.equals("multipart/encrypted");
            around(content, part.place());
            report(type, tooDeep ? PartState.LIMIT : encrypted ? PartState.ENCRYPTED_E2E : PartState.ERROR);
        } else {
            mimeLeaf(part, content, depth);
        }
    }

    private void mimeLeaf(Part part, BufferedInputStream content, int depth) throws IOException {
        try {
            leaf(part, content, depth);
        } catch (LimitReachedException e) {
            report(part.type(), PartState.LIMIT);
        }
    }

    private void leaf(Part part, BufferedInputStream content, int depth) throws IOException {
        PartKind kind = part.kindOf(content);
        switch (kind) {
            case ENCRYPTED -> report(part.type(), PartState.ENCRYPTED_E2E);
            case HTML, TEXT -> report(part.type(), text(part, kind, content, depth));
            case OPAQUE, UNKNOWN -> attachment(part, content, depth);
            case MESSAGE -> {
                if (depth + 1 >= limits.depth()) {
                    report(part.type(), PartState.LIMIT);
                } else {
                    message(content, part.place() + ", ", depth + 1);
                }
            }
        }
    }

    /** Files can stand encoded in a text whose form has a place for them; they are looked for when it was read. */
    private PartState text(Part part, PartKind kind, BufferedInputStream content, int depth) throws IOException {
        boolean lines = kind == PartKind.TEXT && ContentLines.are(part.type(), Charsets.peek(content, Part.HEAD));
        if (kind == PartKind.TEXT && !lines && !part.type().endsWith("xml")) {
            return text.scan(part, kind, false, content);
        }
        try (KeptStream kept = spool.keepWhileRead(content)) {
            PartState state = text.scan(part, kind, lines, new BufferedInputStream(kept));
            Optional<Content> again = kept.kept();
            if (again.isEmpty() || depth + 1 >= limits.depth()) {
                return state == PartState.SCANNED ? PartState.LIMIT : state;
            }
            BufferedInputStream bytes = new BufferedInputStream(again.get().open());
            EnclosedFiles files =
                    new EnclosedFiles(Charsets.reader(bytes, part.charset(), kind == PartKind.HTML), lines);
            PartState ofFiles = enclosed(files, part.place(), depth + 1);
            return state == PartState.SCANNED ? ofFiles : state;
        }
    }

    private PartState enclosed(EnclosedFiles files, String place, int depth) throws IOException {
        PartState state = PartState.SCANNED;
        int entries = 0;
        for (Optional<EnclosedFile> next = files.next(); next.isPresent(); next = files.next()) {
            EnclosedFile file = next.get();
            PartHeader header = file.header();
            switch (file.encoding()) {
                case QUOTED_PRINTABLE -> {
                    Part value = new Part(header, "text/plain", place);
                    state = text.scan(value.decoded(file.written()), place) == PartState.LIMIT
                            ? PartState.LIMIT
                            : state;
                }
                case UNKNOWN -> report(header.type(Format.UNKNOWN.mediaType()), PartState.UNSUPPORTED);
                case BASE64, NONE -> {
                    entries++;
                    budget.enter(1);
                    String type = header.type(Format.UNKNOWN.mediaType());
                    InputStream written = new BudgetedStream(file.written(), budget);
                    entry(new Part(header, type, place + ", entry " + entries), written, depth);
                }
            }
        }
        return files.isCut() ? PartState.LIMIT : state;
    }

    private void attachment(Part part, BufferedInputStream content, int depth) throws IOException {
        byte[] head = Charsets.peek(content, Part.HEAD);
        if (depth + 1 >= limits.depth()) {
            report(part.type(), PartState.LIMIT);
            return;
        }
        Inside inside = new Inside(part, depth);
        PartState state = readers.read(head, content, part.fileName(), inside);
        boolean cut = state == PartState.SCANNED && inside.text.isCut();
        boolean broken = state == PartState.SCANNED && part.hasBrokenEncoding();
        report(part.typeOr(Format.of(head)), cut ? PartState.LIMIT : broken ? PartState.ERROR : state);
    }

    /** A file in an archive or a document. What its container says wrong about it is its own fault, not that of our store. */
    private void entry(Part part, InputStream bytes, int depth) throws IOException {
        parts++;
        if (isExhausted()) {
            report(part.type(), PartState.LIMIT);
            throw new LimitReachedException("more parts than may be");
        }
        if (!part.fileName().isEmpty()) {
            text.whole(part.fileName(), part.place() + ", file name");
        }
        try {
            leaf(part, new BufferedInputStream(part.decoded(bytes)), depth);
        } catch (LimitReachedException e) {
            report(part.type(), PartState.LIMIT);
            throw e;
        } catch (IOException e) {
            if (source.hasFailed()) {
                throw e;
            }
            report(part.type(), PartState.ERROR);
        }
    }

    /** Takes what is found in one attachment. */
    private final class Inside implements Surroundings {

        private final Part part;
        private final int depth;
        private final LimitedText text;
        private int entries;

        Inside(Part part, int depth) {
            this.part = part;
            this.depth = depth;
            this.text = Walk.this.text.limited(part.place());
        }

        @Override
        public TextSink text() {
            return text.next();
        }

        @Override
        public void entry(String name, InputStream content) throws IOException {
            entries++;
            String place = part.place() + ", entry " + entries;
            Walk.this.entry(new Part(PartHeader.ofEntry(name), Format.UNKNOWN.mediaType(), place), content, depth + 1);
        }

        @Override
        public void property(String name, String value) {
            visitor.property(name, value);
        }
    }

    private Part part(PartHeader header, String type, String prefix) {
        if (!header.isAttachment() && (type.equals("text/plain") || type.equals("text/html"))) {
            return new Part(
                    header, type, prefix + type.substring("text/".length()).replace("plain", "text"));
        }
        attachments++;
        String fileName = header.fileName();
        if (fileName != null) {
            text.whole(fileName, prefix + "file name of attachment " + attachments);
        }
        return new Part(header, type, prefix + "attachment " + attachments + " (" + TypeLabel.of(type) + ")");
    }

    /** When the time is up, that is the limit which everything else meets. */
    private void report(String type, PartState state) {
        PartState really = state == PartState.LIMIT && time.isUp() ? PartState.TIMEOUT : state;
        visitor.part(new PartReport(TypeLabel.of(type), really));
    }
}
