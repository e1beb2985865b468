package org.siegel.content.attachment;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.siegel.content.archive.TarEntries;
import org.siegel.content.archive.ZipArchive;
import org.siegel.content.archive.ZipMember;
import org.siegel.content.office.DocumentVisitor;
import org.siegel.content.office.OfficeDocument;
import org.siegel.content.part.Budget;
import org.siegel.content.part.Content;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.Spool;
import org.siegel.content.part.TextSink;
import org.siegel.policy.PartState;

/** Looks into the attachments of one mail. */
public final class Attachments {

    private final Spool spool;
    private final Budget budget;

    public Attachments(Spool spool, Budget budget) {
        this.spool = spool;
        this.budget = budget;
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
            default -> kept(format, in, around);
        };
    }

    private PartState kept(Format format, BufferedInputStream in, Surroundings around) throws IOException {
        try (Content content = spool.keep(in)) {
            return read(format, content, around);
        } catch (LimitReachedException e) {
            return format == Format.ZIP || format.isForWorker() ? PartState.LIMIT : format.unread();
        }
    }

    /** A file may be two things at once: a picture that ends as a ZIP opens as either. */
    private PartState read(Format format, Content content, Surroundings around) throws IOException {
        if (format == Format.ZIP || ZipArchive.endsAsZip(content)) {
            return zip(format, content, around);
        }
        if (format == Format.OLE && OleDocument.isEncryptedPackage(content)) {
            return PartState.ENCRYPTED_PASSWORD;
        }
        return format.unread();
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
        return format == Format.ZIP ? inside : format.unread();
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

    private PartState gzip(InputStream in, String name, Surroundings around) throws IOException {
        try (InputStream content = new BudgetedStream(new GZIPInputStream(in), budget)) {
            around.entry(name.replaceFirst("(?i)\\.gz$", "").replaceFirst("(?i)\\.tgz$", ".tar"), content);
            return PartState.SCANNED;
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
