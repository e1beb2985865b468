package org.siegel.sealing.html;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.siegel.sealing.container.RenderingLimits;
import org.siegel.sealing.message.Attachment;
import org.siegel.sealing.message.InlineImage;

/**
 * The pictures of one message. Only what is in the message itself is ever shown; each is measured before it is decoded and
 * decoded once to see whether it can be, so that what lays out the page meets no surprise.
 */
public final class Pictures {

    /** The only addresses of pictures on the page. */
    public static final String SCHEME = "siegel";

    private static final int LARGEST_FILE = 16 << 20;
    private static final int MOST = 500;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");
    private static final Pattern DATA = Pattern.compile(
            "data:image/(?:png|jpe?g|gif)\\s*;\\s*base64\\s*,(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, InlineImage> byContentId = new HashMap<>();
    private final Map<String, Optional<Picture>> measured = new HashMap<>();
    private final List<Picture> shown;
    private final List<Attachment> notShown;
    private final RenderingLimits limits;
    private final AtomicLong pixelsLeft;

    public Pictures(List<InlineImage> images, RenderingLimits limits) {
        this(images, limits, new ArrayList<>(), new ArrayList<>(), new AtomicLong(limits.pixelsInAll()));
    }

    private Pictures(
            List<InlineImage> images,
            RenderingLimits limits,
            List<Picture> shown,
            List<Attachment> notShown,
            AtomicLong pixelsLeft) {
        images.forEach(image -> byContentId.put(image.contentId().toLowerCase(Locale.ROOT), image));
        this.limits = limits;
        this.shown = shown;
        this.notShown = notShown;
        this.pixelsLeft = pixelsLeft;
    }

    /** Those of a message within the message: names of its own, on the same pages, within the same limits. */
    Pictures nested(List<InlineImage> images) {
        return new Pictures(images, limits, shown, notShown, pixelsLeft);
    }

    /**
     * One picture that can be shown.
     *
     * @param uri its address on the page, {@code siegel:0} and so on
     * @param format png, jpeg or gif
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out of the page's making
    public record Picture(String uri, String format, byte[] bytes, int width, int height) {

        public String dataUri() {
            return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public String toString() {
            return "Picture(" + format + ", " + width + "x" + height + ")";
        }
    }

    /**
     * The picture that an {@code img} names, if it is in the message and can be shown.
     *
     * @throws IOException if the picture's file cannot be read
     */
    public Optional<Picture> at(String source) throws IOException {
        String trimmed = source.strip();
        if (trimmed.regionMatches(true, 0, "cid:", 0, 4)) {
            String id = InlineImage.contentIdOf(trimmed.substring(4)).toLowerCase(Locale.ROOT);
            if (!measured.containsKey(id)) {
                measured.put(id, fromMessage(id));
            }
            return measured.getOrDefault(id, Optional.empty());
        }
        var data = DATA.matcher(trimmed);
        return data.matches() ? measure(decode(data.group(1))) : Optional.empty();
    }

    /** By address on the page. */
    public Optional<Picture> shown(String uri) {
        return shown.stream().filter(picture -> picture.uri().equals(uri)).findFirst();
    }

    /** Pictures of the message that the page cannot show: to be handed over as files. */
    public List<Attachment> notShown() {
        return Collections.unmodifiableList(notShown);
    }

    /** The page as one HTML file: each picture stands in it as data, and the browser is told to fetch nothing. */
    String inlined(Document page) {
        for (Element image : page.select("img")) {
            shown(image.attr("src")).ifPresent(picture -> image.attr("src", picture.dataUri()));
        }
        page.head()
                .prependElement("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
        page.charset(StandardCharsets.UTF_8);
        page.outputSettings().prettyPrint(false);
        return page.outerHtml();
    }

    private Optional<Picture> fromMessage(String id) throws IOException {
        var image = byContentId.get(id);
        if (image == null) {
            return Optional.empty();
        }
        boolean bearable = image.file().size() <= LARGEST_FILE;
        Optional<Picture> picture = bearable ? measure(image.file().content().head(LARGEST_FILE)) : Optional.empty();
        if (picture.isEmpty()) {
            notShown.add(image.file());
        }
        return picture;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }

    private Optional<Picture> measure(byte[] bytes) {
        if (bytes.length == 0 || shown.size() >= MOST) {
            return Optional.empty();
        }
        // kept in memory: ImageIO's default cache is a file in the common temporary directory
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                    if (FORMATS.contains(format)) {
                        reader.setInput(in, true, true);
                        return decodable(reader, format, bytes);
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException broken) {
            // the decoders of the JDK throw all sorts of things at broken pictures
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Picture> decodable(ImageReader reader, String format, byte[] bytes) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels < 1 || pixels > limits.pixelsPerImage() || pixels > pixelsLeft.get()) {
            return Optional.empty();
        }
        pixelsLeft.addAndGet(-pixels);
        BufferedImage decoded = reader.read(0);
        var picture = new Picture(SCHEME + ":" + shown.size(), format, bytes, decoded.getWidth(), decoded.getHeight());
        shown.add(picture);
        return Optional.of(picture);
    }
}
