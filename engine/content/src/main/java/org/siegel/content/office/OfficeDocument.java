package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.siegel.content.archive.ZipArchive;
import org.siegel.content.archive.ZipMember;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.TextSink;
import org.siegel.policy.PartState;

/** One document: which of its entries are read, in which order, and how that ended. */
public final class OfficeDocument {

    /** Known to hold no words of the author: how things look, not what they say. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "styles.xml",
            "stylesWithEffects.xml",
            "fontTable.xml",
            "webSettings.xml",
            "settings.xml",
            "numbering.xml",
            "tableStyles.xml",
            "presProps.xml",
            "viewProps.xml",
            "calcChain.xml",
            "[Content_Types].xml",
            "app.xml");

    private final ZipArchive zip;
    private final Family family;
    private final boolean binary;

    private enum Family {
        OOXML,
        ODF
    }

    private OfficeDocument(ZipArchive zip, Family family) {
        this.zip = zip;
        this.family = family;
        this.binary = zip.members().stream().anyMatch(each -> each.name().equals("xl/workbook.bin"));
    }

    /** The document in a ZIP, told by what is in it; empty if it is an archive like any other. */
    public static Optional<OfficeDocument> in(ZipArchive zip) {
        if (zip.named("[Content_Types].xml").isPresent()
                && zip.named("_rels/.rels").isPresent()) {
            return Optional.of(new OfficeDocument(zip, Family.OOXML));
        }
        if (zip.named("mimetype").isPresent() && zip.named("content.xml").isPresent()) {
            return Optional.of(new OfficeDocument(zip, Family.ODF));
        }
        return Optional.empty();
    }

    /** Whether its tables are in Excel's binary form (xlsb), which is not XML. */
    public boolean isBinaryWorkbook() {
        return binary;
    }

    /**
     * Hands all text on, entry by entry, then what is embedded.
     *
     * @throws LimitReachedException if the budget is used up
     */
    public PartState read(DocumentVisitor visitor) throws IOException {
        PartState state = PartState.SCANNED;
        Workbook workbook = new Workbook();
        boolean hasText = false;
        boolean hasPictures = false;
        for (ZipMember member : inReadingOrder()) {
            String name = lastName(member);
            if (isPicture(member)) {
                hasPictures = true;
            } else if (member.isEncrypted()) {
                state = PartState.ENCRYPTED_PASSWORD;
            } else if (isEmbedded(member)) {
                try (InputStream content = zip.open(member)) {
                    visitor.embedded(member.name(), content);
                }
            } else if (isText(member, name)) {
                try (InputStream content = zip.open(member)) {
                    hasText |= text(member.name(), content, visitor, workbook);
                } catch (EncryptedDocumentException e) {
                    return PartState.ENCRYPTED_PASSWORD;
                } catch (XMLStreamException e) {
                    if (e.getNestedException() instanceof LimitReachedException reached) {
                        throw reached;
                    }
                    state = PartState.ERROR;
                }
            }
        }
        return state == PartState.SCANNED && hasPictures && !hasText ? PartState.IMAGE_ONLY : state;
    }

    private boolean text(String name, InputStream content, DocumentVisitor visitor, Workbook workbook)
            throws IOException, XMLStreamException {
        if (name.equals("META-INF/manifest.xml")) {
            XmlText.requireOpen(content);
            return false;
        }
        TextSink sink = visitor.text();
        TextFlow flow = new TextFlow(sink);
        try {
            switch (family) {
                case ODF -> new OdfText(flow).read(content);
                case OOXML -> ooxml(name, content, flow, visitor, workbook);
            }
        } finally {
            flow.end();
            sink.end();
        }
        return flow.hasText() && !name.startsWith("docProps/") && !name.endsWith("meta.xml");
    }

    private static void ooxml(
            String name, InputStream content, TextFlow flow, DocumentVisitor visitor, Workbook workbook)
            throws XMLStreamException, IOException {
        if (name.startsWith("docProps/") || name.startsWith("docMetadata/")) {
            new DocumentProperties(flow, visitor).read(content);
        } else if (name.startsWith("customXml/")) {
            XmlText.allText(content, flow);
        } else if (name.equals("xl/styles.xml")) {
            workbook.readStyles(content);
        } else {
            new OoxmlText(flow, workbook).read(content);
        }
    }

    /** Strings and formats before the tables that need them; slide 10 after slide 9. */
    private List<ZipMember> inReadingOrder() {
        return zip.members().stream()
                .filter(member -> !member.isFolder())
                .sorted(Comparator.comparingInt(OfficeDocument::rank)
                        .thenComparingInt(member -> member.name().length())
                        .thenComparing(ZipMember::name))
                .toList();
    }

    private static int rank(ZipMember member) {
        return switch (member.name()) {
            case "META-INF/manifest.xml" -> 0;
            case "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml" -> 1;
            case "word/document.xml", "content.xml" -> 2;
            default -> member.name().startsWith("ppt/slides/") || member.name().startsWith("xl/worksheets/") ? 3 : 4;
        };
    }

    private boolean isText(ZipMember member, String name) {
        return switch (family) {
            case ODF ->
                name.equals("content.xml")
                        || name.equals("styles.xml")
                        || name.equals("meta.xml")
                        || member.name().equals("META-INF/manifest.xml");
            case OOXML ->
                member.name().equals("xl/styles.xml")
                        || ((name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml"))
                                && !WITHOUT_TEXT.contains(name)
                                && !member.name().contains("/theme/"));
        };
    }

    private static boolean isEmbedded(ZipMember member) {
        return member.name().contains("/embeddings/")
                || member.name().endsWith(".docx")
                || member.name().startsWith("word/afchunk")
                || (member.name().startsWith("Object") && !member.name().contains("/"));
    }

    private static boolean isPicture(ZipMember member) {
        return member.name().contains("/media/") || member.name().startsWith("Pictures/");
    }

    private static String lastName(ZipMember member) {
        return member.name().substring(member.name().lastIndexOf('/') + 1);
    }
}
