package org.siegel.content.attachment;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import org.siegel.content.archive.GzipMembers;
import org.siegel.content.archive.TarEntries;
import org.siegel.content.archive.ZipArchive;
import org.siegel.content.archive.ZipMember;
import org.siegel.content.office.DocumentVisitor;
import org.siegel.content.office.OfficeDocument;
import org.siegel.content.part.Budget;
import org.siegel.content.part.BudgetedStream;
import org.siegel.content.part.Content;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.Spool;
import org.siegel.content.part.TextSink;
import org.siegel.content.wire.DocumentKind;
import org.siegel.content.worker.MailDocuments;
import org.siegel.content.worker.ReadDocument;
import org.siegel.content.worker.WorkerVisitor;
import org.siegel.policy.PartState;

/** Looks into the attachments of one mail. */
public final class Attachments {

    private final Spool spool;
    private final Budget budget;
    private final long characters;
    private final Optional<MailDocuments> documents;

    /**
     * @param characters of text that are taken from one document at most
     * @param documents  reads what is read in a process of its own; without it, such attachments are not read
     */
    public Attachments(Spool spool, Budget budget, long characters, Optional<MailDocuments> documents) {
        this.spool = spool;
        this.budget = budget;
        this.characters = characters;
        this.documents = documents;
    }

    /**
     * Reads one attachment.
     *
     * @param head its first bytes, which {@code in} gives as well
     * @param name its file name; empty if it has none
     * @throws IOException only if {@code in}, or an entry on its way to {@code around}, cannot be read
     */
    public PartState read(byte[] head, BufferedInputStream in, String name, Surroundings around) throws IOException {
        Format format = Format.of(head);
        return switch (format) {
            case GZIP -> gzip(in, name, around);
            case TAR -> tar(in, around);
            default -> kept(format, in, name, around);
        };
    }

    private PartState kept(Format format, BufferedInputStream in, String name, Surroundings around) throws IOException {
        try (Content content = spool.keep(in)) {
            return read(format, content, name, around);
        } catch (LimitReachedException e) {
            boolean isRead = format == Format.ZIP || format.forWorker().isPresent();
            return isRead ? PartState.LIMIT : format.unread();
        }
    }

    /** A file may be two things at once: a picture, or a PDF, that ends as a ZIP opens as either. */
    private PartState read(Format format, Content content, String name, Surroundings around) throws IOException {
        if (format == Format.ZIP) {
            return zip(format, content, around);
        }
        PartState asZip = ZipArchive.endsAsZip(content) ? zip(format, content, around) : PartState.SCANNED;
        if (format == Format.OLE && OleDocument.isEncryptedPackage(content)) {
            return PartState.ENCRYPTED_PASSWORD;
        }
        Optional<DocumentKind> kind = format.forWorker();
        if (kind.isEmpty() || documents.isEmpty()) {
            return format.unread();
        }
        PartState state = elsewhere(documents.get(), kind.get(), content, name, around);
        return state == PartState.SCANNED ? asZip : state;
    }

    /** The files inside are looked into when the worker is done, so that no mail needs two of them at once. */
    private PartState elsewhere(
            MailDocuments reader, DocumentKind kind, Content content, String name, Surroundings around)
            throws IOException {
        DocumentVisitor visitor = visitor(around);
        try (ReadDocument read = reader.read(kind, content, characters, spool, budget, new WorkerVisitor() {
            @Override
            public TextSink text() {
                return visitor.text();
            }

            @Override
            public void property(String key, String value) {
                visitor.property(key, value);
            }
        })) {
            for (int i = 0; i < read.size(); i++) {
                try (InputStream inside = read.open(i)) {
                    around.entry(nameOf(kind, read.name(i), name), inside);
                }
            }
            return read.state();
        }
    }

    /** What is packed on its own has the name of its package. */
    private static String nameOf(DocumentKind kind, String inside, String outside) {
        return switch (kind) {
            case BZIP2 -> outside.replaceFirst("(?i)\\.bz2$", "").replaceFirst("(?i)\\.tbz2?$", ".tar");
            case XZ -> outside.replaceFirst("(?i)\\.xz$", "").replaceFirst("(?i)\\.txz$", ".tar");
            case PDF, RTF, OLE, TNEF, SEVEN_ZIP -> inside;
        };
    }

    private PartState zip(Format format, Content content, Surroundings around) throws IOException {
        ZipArchive zip;
        try {
            zip = ZipArchive.open(content, budget);
        } catch (LimitReachedException e) {
            return PartState.LIMIT;
        } catch (IOException e) {
            return format.unread();
        }
        Optional<OfficeDocument> document = OfficeDocument.in(zip);
        PartState inside;
        try {
            inside = document.isPresent() ? office(document.get(), around) : entries(zip, around);
        } catch (LimitReachedException e) {
            return PartState.LIMIT;
        }
        return format == Format.ZIP || format.forWorker().isPresent() ? inside : format.unread();
    }

    private PartState office(OfficeDocument document, Surroundings around) throws IOException {
        if (document.isBinaryWorkbook()) {
            return PartState.UNSUPPORTED;
        }
        try {
            return document.read(visitor(around));
        } catch (LimitReachedException e) {
            return PartState.LIMIT;
        } catch (IOException e) {
            return PartState.ERROR;
        }
    }

    private static DocumentVisitor visitor(Surroundings around) {
        return new DocumentVisitor() {
            @Override
            public TextSink text() {
                return around.text();
            }

            @Override
            public void embedded(String name, InputStream content) throws IOException {
                around.entry(name, content);
            }

            @Override
            public void property(String name, String value) {
                around.property(name, value);
            }
        };
    }

    private PartState entries(ZipArchive zip, Surroundings around) throws IOException {
        PartState state = PartState.SCANNED;
        for (ZipMember member : zip.members()) {
            if (member.isFolder()) {
                continue;
            }
            if (budget.isExhausted()) {
                return PartState.LIMIT;
            }
            if (member.isReadable()) {
                try (InputStream content = zip.open(member)) {
                    around.entry(member.name(), content);
                } catch (LimitReachedException e) {
                    state = PartState.LIMIT;
                } catch (IOException e) {
                    state = PartState.ERROR;
                }
            } else if (member.isEncrypted()) {
                state = PartState.ENCRYPTED_PASSWORD;
            } else {
                state = state == PartState.SCANNED ? PartState.UNSUPPORTED : state;
            }
        }
        return state;
    }

    private PartState gzip(BufferedInputStream in, String name, Surroundings around) throws IOException {
        try (GzipMembers members = new GzipMembers(in);
                InputStream content = new BudgetedStream(members, budget)) {
            around.entry(name.replaceFirst("(?i)\\.gz$", "").replaceFirst("(?i)\\.tgz$", ".tar"), content);
            return members.isFollowedByOther() ? PartState.ERROR : PartState.SCANNED;
        } catch (EOFException | ZipException e) {
            return PartState.ERROR;
        }
    }

    private PartState tar(InputStream in, Surroundings around) throws IOException {
        TarEntries tar = new TarEntries(in, budget);
        try {
            for (Optional<String> name = tar.next(); name.isPresent(); name = tar.next()) {
                around.entry(name.get(), tar.content());
            }
            return PartState.SCANNED;
        } catch (LimitReachedException e) {
            return PartState.LIMIT;
        } catch (EOFException e) {
            return PartState.ERROR;
        }
    }
}
