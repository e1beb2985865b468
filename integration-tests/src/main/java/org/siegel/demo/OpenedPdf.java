package org.siegel.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A sealed PDF as its recipient sees it after typing the password.
 *
 * @param text  with single blanks between words
 * @param files names of the files in it
 */
record OpenedPdf(String text, List<String> files) {

    OpenedPdf {
        files = List.copyOf(files);
    }

    /** Whether it opens with this password. */
    static boolean opens(byte[] pdf, String password) {
        try (PDDocument document = Loader.loadPDF(pdf, password)) {
            return document.getNumberOfPages() > 0;
        } catch (InvalidPasswordException _wrong) {
            return false;
        } catch (IOException e) {
            throw new DemoException("a PDF arrived that cannot be read", e);
        }
    }

    static OpenedPdf open(byte[] pdf, String password) {
        try (PDDocument document = Loader.loadPDF(pdf, password)) {
            PDFTextStripper reader = new PDFTextStripper();
            reader.setSortByPosition(true); // as it lies on the page
            String text = reader.getText(document).replaceAll("\\s+", " ");
            List<String> files = new ArrayList<>();
            var names = document.getDocumentCatalog().getNames();
            if (names != null && names.getEmbeddedFiles() != null) {
                collect(names.getEmbeddedFiles(), files);
            }
            return new OpenedPdf(text, files);
        } catch (IOException e) {
            throw new DemoException("a sealed PDF does not open with the password that its sender was told", e);
        }
    }

    private static void collect(PDNameTreeNode<PDComplexFileSpecification> node, List<String> files)
            throws IOException {
        var names = node.getNames();
        if (names != null) {
            names.values().forEach(file -> files.add(file.getFileUnicode()));
        }
        var kids = node.getKids();
        if (kids != null) {
            for (var kid : kids) {
                collect(kid, files);
            }
        }
    }
}
