package org.siegel.sealing.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.siegel.sealing.html.Glyphs;

/**
 * The fonts that we bring: Noto Sans for Latin, Greek and Cyrillic, DejaVu Sans for Hebrew, Arabic and symbols, Noto Emoji.
 * Only the characters that a page uses are embedded in it. East Asian scripts are not covered.
 */
final class Fonts implements Glyphs {

    private record Face(String file, String family, int weight, FontStyle style) {}

    private static final List<Face> FACES = List.of(
            new Face("NotoSans-Regular.ttf", "siegel", 400, FontStyle.NORMAL),
            new Face("NotoSans-Bold.ttf", "siegel", 700, FontStyle.NORMAL),
            new Face("NotoSans-Italic.ttf", "siegel", 400, FontStyle.ITALIC),
            new Face("DejaVuSans.ttf", "siegel-more", 400, FontStyle.NORMAL),
            new Face("DejaVuSans-Bold.ttf", "siegel-more", 700, FontStyle.NORMAL),
            new Face("NotoEmoji-Regular.ttf", "siegel-emoji", 400, FontStyle.NORMAL),
            new Face("DejaVuSansMono.ttf", "siegel-mono", 400, FontStyle.NORMAL));

    private final Map<String, BitSet> covered = new LinkedHashMap<>();

    /** What one of them has; asked for each letter of a message. */
    private final BitSet drawable = new BitSet();

    /** @throws IllegalStateException if the fonts are not in the jar */
    Fonts() {
        for (Face face : FACES) {
            if (face.weight() == 400
                    && face.style() == FontStyle.NORMAL
                    && !face.family().equals("siegel-mono")) {
                addCoverage(face);
            }
        }
    }

    @Override
    public boolean canDraw(int codePoint) {
        return drawable.get(codePoint);
    }

    /** Only families that are needed: each one named costs its loading. */
    @Override
    public String families(String text) {
        var needed = new LinkedHashSet<>(List.of("'siegel'"));
        text.codePoints()
                .distinct()
                .forEach(c -> covered.entrySet().stream()
                        .filter(family -> family.getValue().get(c))
                        .findFirst()
                        .ifPresent(family -> needed.add("'" + family.getKey() + "'")));
        return String.join(",", needed);
    }

    void addTo(PdfRendererBuilder builder) {
        for (Face face : FACES) {
            builder.useFont(() -> open(face), face.family(), face.weight(), face.style(), true);
        }
    }

    private void addCoverage(Face face) {
        try (var in = open(face);
                var font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            var family = covered.computeIfAbsent(face.family(), ignored -> new BitSet());
            var characters = font.getUnicodeCmapLookup();
            for (int c = 0; c <= 0x1FFFF; c++) {
                if (characters.getGlyphId(c) != 0) {
                    family.set(c);
                    drawable.set(c);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The font " + face.file() + " in our jar is broken", broken);
        }
    }

    private static InputStream open(Face face) {
        var in = Fonts.class.getResourceAsStream(face.file());
        if (in == null) {
            throw new IllegalStateException("The font " + face.file() + " is missing in our jar");
        }
        return in;
    }
}
