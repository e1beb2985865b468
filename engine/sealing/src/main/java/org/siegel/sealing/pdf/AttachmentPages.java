package org.siegel.sealing.pdf;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.multipdf.PDFCloneUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.RenderingLimits;
import org.siegel.sealing.html.Pictures;
import org.siegel.sealing.message.Attachment;
import org.siegel.sealing.message.InlineImage;

/**
 * Attached PDF files and pictures as further pages, because many viewers show no enclosed files. What is active in a PDF stays
 * behind: links, forms, scripts. Signed, encrypted and XFA documents are enclosed only: as pages they would look valid without
 * being it. What cannot be shown is left out; the file itself is enclosed in any case.
 */
final class AttachmentPages {

    private static final int LARGEST = 12 << 20;
    private static final float MARGIN = 50;
    private static final PDRectangle A4_LANDSCAPE = new PDRectangle(842, 595);
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif");

    /** What makes a page look as it looks; all else is left behind. */
    private static final List<COSName> KEPT =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private final PDDocument document;
    private final RenderingLimits limits;
    private final StreamCacheCreateFunction cache;
    private final PDDocumentOutline outline = new PDDocumentOutline();

    AttachmentPages(PDDocument document, RenderingLimits limits, StreamCacheCreateFunction cache) {
        this.document = document;
        this.limits = limits;
        this.cache = cache;
    }

    /** @throws IOException if a file of the message cannot be read */
    void append(List<Enclosure> files) throws IOException {
        for (Enclosure file : files) {
            if (file.isAttachment() && file.content().size() <= LARGEST) {
                int before = document.getNumberOfPages();
                try {
                    appendOne(file);
                } catch (IOException | RuntimeException | StackOverflowError unreadable) {
                    // strangers' files are broken in all sorts of ways
                    removeFrom(before);
                }
                mark(file, before);
            }
        }
        if (outline.hasChildren()) {
            document.getDocumentCatalog().setDocumentOutline(outline);
        }
    }

    private void appendOne(Enclosure file) throws IOException {
        String type = file.mediaType();
        boolean named = file.name().value().toLowerCase(Locale.ROOT).endsWith(".pdf");
        if (PICTURES.contains(type)) {
            appendPicture(file);
        } else if (type.equals("application/pdf") || named) {
            appendPdf(file);
        }
    }

    private void appendPdf(Enclosure file) throws IOException {
        byte[] bytes = file.content().head(LARGEST);
        try (PDDocument source = Loader.loadPDF(new RandomAccessReadBuffer(bytes), null, null, null, cache)) {
            if (source.isEncrypted() || Fitness.isSignedOrXfa(source) || isTooLong(source)) {
                return;
            }
            var copy = new Copy(document);
            for (PDPage page : source.getPages()) {
                document.addPage(new PDPage(copy.cloneForNewDocument(bare(page))));
            }
        }
    }

    private static final class Copy extends PDFCloneUtility {
        Copy(PDDocument to) {
            super(to);
        }
    }

    private boolean isTooLong(PDDocument source) {
        return document.getNumberOfPages() + source.getNumberOfPages() > limits.pages();
    }

    /** Inherited properties are looked up, since the page leaves its tree. */
    private static COSDictionary bare(PDPage page) {
        var dictionary = new COSDictionary();
        dictionary.setItem(COSName.TYPE, COSName.PAGE);
        for (COSName name : KEPT) {
            COSBase value = inherited(page.getCOSObject(), name);
            if (value != null) {
                dictionary.setItem(name, value);
            }
        }
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        if (contents != null) {
            dictionary.setItem(COSName.CONTENTS, contents);
        }
        return dictionary;
    }

    private static @Nullable COSBase inherited(COSDictionary page, COSName name) {
        COSDictionary at = page;
        for (int depth = 0; at != null && depth < 50; depth++) {
            COSBase value = at.getDictionaryObject(name);
            if (value != null) {
                return value;
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return null;
    }

    /** Measured before it is decoded; as large as it fits. */
    private void appendPicture(Enclosure file) throws IOException {
        var image = new InlineImage("page", new Attachment(file.name(), file.mediaType(), file.content()));
        var measured = new Pictures(List.of(image), limits).at("cid:page");
        if (measured.isEmpty() || document.getNumberOfPages() >= limits.pages()) {
            return;
        }
        Pictures.Picture picture = measured.get();
        var paper = picture.width() > picture.height() ? A4_LANDSCAPE : PDRectangle.A4;
        float scale = Math.min(
                1,
                Math.min(
                        (paper.getWidth() - 2 * MARGIN) / picture.width(),
                        (paper.getHeight() - 2 * MARGIN) / picture.height()));
        float width = picture.width() * scale;
        float height = picture.height() * scale;
        var drawn = PDImageXObject.createFromByteArray(document, picture.bytes(), "image");
        var page = new PDPage(paper);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.drawImage(drawn, (paper.getWidth() - width) / 2, (paper.getHeight() - height) / 2, width, height);
        }
    }

    private void removeFrom(int first) {
        for (int page = document.getNumberOfPages() - 1; page >= first; page--) {
            document.removePage(page);
        }
    }

    private void mark(Enclosure file, int firstPage) {
        if (document.getNumberOfPages() > firstPage) {
            var item = new PDOutlineItem();
            item.setTitle(file.name().value());
            var destination = new PDPageFitDestination();
            destination.setPage(document.getPage(firstPage));
            item.setDestination(destination);
            outline.addLast(item);
        }
    }
}
