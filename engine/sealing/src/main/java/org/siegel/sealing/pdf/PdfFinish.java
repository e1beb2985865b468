package org.siegel.sealing.pdf;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.message.Headers;

/** Adds to laid-out pages what a whole PDF needs: enclosed files, title, and marks that tell nothing about the content. */
final class PdfFinish {

    private static final String RELATIONSHIP = "AFRelationship";
    private static final String ALTERNATIVE = "Alternative";

    private final PDDocument document;
    private final List<EnclosedStream> enclosed = new ArrayList<>();

    PdfFinish(PDDocument document) {
        this.document = document;
    }

    List<EnclosedStream> enclosed() {
        return List.copyOf(enclosed);
    }

    /** Unicode names, and ASCII ones for old readers (ISO 32000-2 §7.11.3). The reader opens its list of attachments itself. */
    void enclose(List<Enclosure> files, Language language, Headers headers) {
        if (files.isEmpty()) {
            return;
        }
        var byKey = new LinkedHashMap<String, PDComplexFileSpecification>();
        var associated = new COSArray();
        for (Enclosure file : files) {
            var specification = specification(file, language, headers);
            associated.add(specification);
            // the tree is sorted by key (§7.9.6), so the number keeps the order of the message
            String key = String.format(
                    Locale.ROOT, "%04d %s", byKey.size() + 1, ascii(file.name().value()));
            byKey.put(key, specification);
        }
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(byKey);
        var catalog = document.getDocumentCatalog();
        var names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
        catalog.setPageMode(PageMode.USE_ATTACHMENTS);
    }

    void describe(String title, Language language) {
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(language.locale().toLanguageTag());
        document.getDocumentInformation().setTitle(title);
        var preferences = catalog.getViewerPreferences();
        var shown = preferences == null ? new PDViewerPreferences(new COSDictionary()) : preferences;
        shown.setDisplayDocTitle(true);
        catalog.setViewerPreferences(shown);
    }

    /**
     * A random file identifier: PDFBox would publish a hash over time and title in the clear, against which a guessed subject
     * could be tried. And the declaration that older readers want for revision 6.
     */
    void mark(SecureRandom random) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        var ids = new COSArray();
        ids.add(new COSString(id));
        ids.add(new COSString(id.clone()));
        document.getDocument().getTrailer().setItem(COSName.ID, ids);
        var adobe = new COSDictionary();
        adobe.setName("BaseVersion", "1.7");
        adobe.setInt("ExtensionLevel", 8);
        var extensions = new COSDictionary();
        extensions.setItem(COSName.getPDFName("ADBE"), adobe);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Extensions"), extensions);
    }

    static boolean isOriginal(PDComplexFileSpecification file) {
        return ALTERNATIVE.equals(file.getCOSObject().getNameAsString(RELATIONSHIP))
                && file.getFileUnicode().endsWith(".eml");
    }

    private PDComplexFileSpecification specification(Enclosure file, Language language, Headers headers) {
        var stream = EnclosedStream.of(file.content());
        enclosed.add(stream);
        var embedded = new PDEmbeddedFile(stream);
        embedded.setSubtype(file.mediaType());
        embedded.setSize((int) Math.min(file.content().size(), Integer.MAX_VALUE));
        sentAt(headers).ifPresent(embedded::setModDate);
        var specification = new PDComplexFileSpecification();
        specification.setFile(ascii(file.name().value()));
        specification.setFileUnicode(file.name().value());
        specification.setEmbeddedFile(embedded);
        specification.setEmbeddedFileUnicode(embedded);
        file.description().ifPresent(phrase -> specification.setFileDescription(phrase.in(language)));
        String relationship = file.isAttachment() ? "Unspecified" : ALTERNATIVE;
        specification.getCOSObject().setName(RELATIONSHIP, relationship);
        return specification;
    }

    private static Optional<Calendar> sentAt(Headers headers) {
        return headers.sentAt().map(at -> GregorianCalendar.from(at.toZonedDateTime()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]", "_");
    }
}
