package org.siegel.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;

/** Documents with more text than a pipe holds. */
final class LargeDocuments {

    private LargeDocuments() {}

    /** A workbook of Excel 97 with so many cells of text, each another one. */
    static byte[] workbook(int cells) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            HSSFSheet sheet = workbook.createSheet();
            for (int i = 0; i < cells / 10; i++) {
                HSSFRow row = sheet.createRow(i);
                for (int j = 0; j < 10; j++) {
                    row.createCell(j)
                            .setCellValue(
                                    "Zelle " + (10 * i + j) + " mit ein wenig Text, damit es etwas zu lesen gibt");
                }
            }
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
