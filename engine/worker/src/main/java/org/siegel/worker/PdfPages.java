package org.siegel.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Whether pages without letters show something all the same. */
final class PdfPages {

    /** ISO 32000-1 annex A: operators that paint pictures, forms, shadings and paths. */
    private static final Set<String> PAINTING =
            Set.of("Do", "BI", "sh", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s");

    private PdfPages() {}

    static boolean arePainted(Path file, int[] pages) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            for (int page : pages) {
                if (page < document.getNumberOfPages() && isPainted(document.getPage(page))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPainted(PDPage page) throws IOException {
        PDFStreamParser tokens = new PDFStreamParser(page);
        for (Object token = tokens.parseNextToken(); token != null; token = tokens.parseNextToken()) {
            if (token instanceof Operator operator && PAINTING.contains(operator.getName())) {
                return true;
            }
        }
        return false;
    }
}
