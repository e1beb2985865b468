package org.siegel.sealing.pdf;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Clock;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.siegel.sealing.container.RenderingLimits;
import org.siegel.sealing.html.Pictures;

/** Turns a page of HTML into PDF pages without any access to the world outside. */
final class PageRenderer {

    private final Fonts fonts;
    private final Clock clock;

    PageRenderer(Fonts fonts, Clock clock) {
        this.fonts = fonts;
        this.clock = clock;
        // what the engine has to say quotes the message, and what ImageIO keeps on disk is the message
        XRLog.setLoggingEnabled(false);
        ImageIO.setUseCache(false);
    }

    /**
     * Tagged pages with title and language (towards PDF/UA; tables that only lay out cannot conform fully).
     *
     * @param cache where the document keeps what is too much for memory
     * @return open; the caller closes it
     */
    PDDocument render(Document page, Pictures pictures, RenderingLimits limits, StreamCacheCreateFunction cache)
            throws CannotShow, IOException {
        var guard = new RenderingGuard(limits, clock);
        var document = new PDDocument(cache);
        boolean done = false;
        try {
            var builder = new PdfRendererBuilder();
            shutOff(builder, pictures);
            fonts.addTo(builder);
            builder.useUnicodeLineBreaker(
                    guard.guarded(new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.ROOT))));
            builder.useUnicodeCharacterBreaker(guard.characters());
            builder.useUnicodeBidiSplitter(Bidirectional::new);
            builder.useUnicodeBidiReorderer(new VisualOrder());
            builder.usePageSupplier(guard.pages());
            builder.useDefaultPageSize(210, 297, PageSizeUnits.MM);
            builder.usePdfUaAccessibility(true);
            builder.usePdfVersion(1.7f);
            builder.useReplacementText("\u25A1");
            builder.withProducer("Siegel");
            builder.usePDDocument(document);
            builder.withW3cDocument(new W3CDom().namespaceAware(false).fromJsoup(page), null);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
            }
            document.getDocument().setVersion(1.7f);
            done = true;
            return document;
        } catch (RuntimeException | StackOverflowError failed) {
            throw new CannotShow(failed);
        } finally {
            if (!done) {
                document.close();
            }
        }
    }

    /** Three locks, each enough: no other address is resolved, none is allowed, and no protocol can be opened. */
    private static void shutOff(PdfRendererBuilder builder, Pictures pictures) {
        builder.useUriResolver((base, uri) -> isPicture(uri) ? uri : null);
        builder.useExternalResourceAccessControl(
                PageRenderer::isAllowed, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                PageRenderer::isAllowed, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useHttpStreamImplementation(uri -> new Bytes(new byte[0]));
        builder.useProtocolsStreamImplementation(uri -> new Bytes(new byte[0]), "file", "jar", "ftp", "data");
        builder.useProtocolsStreamImplementation(
                uri -> new Bytes(
                        pictures.shown(uri).map(Pictures.Picture::bytes).orElse(new byte[0])),
                Pictures.SCHEME);
    }

    private static boolean isAllowed(String uri, ExternalResourceType type) {
        return isPicture(uri) && type == ExternalResourceType.IMAGE_RASTER;
    }

    private static boolean isPicture(String uri) {
        return uri.startsWith(Pictures.SCHEME + ":");
    }

    private static final class Bytes implements FSStream {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream getStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Reader getReader() {
            return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
        }
    }
}
