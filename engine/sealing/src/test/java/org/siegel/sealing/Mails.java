package org.siegel.sealing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.Passphrase;

/** Raw messages for tests. */
public final class Mails {

    public static final String HEADER = """
            From: Anna Absender <anna@musterstadt.example>
            To: Bernd <bernd@example.org>
            Date: Tue, 3 Nov 2026 10:15:00 +0100
            Subject: Streng vertraulich
            Message-ID: <original@musterstadt.example>
            MIME-Version: 1.0
            """;

    private Mails() {}

    public static Passphrase passphrase() {
        return Passphrase.of("k7mq-x3td-9hwp-2bfz-4nrs-8vgy".toCharArray(), new Entropy(120));
    }

    public static SourceMessage read(String raw, Path directory) {
        return read(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), directory);
    }

    public static SourceMessage read(String raw, Charset charset, Path directory) {
        return read(raw.replace("\n", "\r\n").getBytes(charset), directory);
    }

    public static SourceMessage read(byte[] raw, Path directory) {
        try {
            return SourceMessage.read(new ByteArrayInputStream(raw), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String html(String body) {
        return HEADER + "Content-Type: text/html; charset=utf-8\n\n" + body;
    }

    /** A text and the given parts, each with its own header. */
    public static String mixed(String... parts) {
        var raw = new StringBuilder(HEADER)
                .append("Content-Type: multipart/mixed; boundary=\"grenze\"\n\n--grenze\n")
                .append("Content-Type: text/plain; charset=utf-8\n\nSehr geehrte Damen und Herren\n");
        for (String part : parts) {
            raw.append("--grenze\n").append(part).append('\n');
        }
        return raw.append("--grenze--\n").toString();
    }

    public static String attachment(String type, String disposition, byte[] content) {
        return "Content-Type: " + type + "\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; "
                + disposition + "\n\n"
                + Base64.getMimeEncoder().encodeToString(content).replace("\r", "") + "\n";
    }

    /** A PNG of one colour. */
    public static byte[] png(int width, int height) {
        try (var out = new java.io.ByteArrayOutputStream()) {
            var image = new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
