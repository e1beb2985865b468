package org.siegel.sealing.cover;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.siegel.sealing.container.SealedContainer;

/** Writes MIME bodies piece by piece, attachments straight from their file. */
final class MailWriter {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final OutputStream out;
    private final SecureRandom random;

    MailWriter(OutputStream out, SecureRandom random) {
        this.out = out;
        this.random = random;
    }

    void header(MailFields fields) throws IOException {
        out.write(fields.bytes());
    }

    /** Text and HTML, the reader's choice; followed by a container and what goes with it. */
    void mixed(String text, String html, SealedContainer container) throws IOException {
        String boundary = boundary();
        line("MIME-Version: 1.0");
        line("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"");
        line("");
        line("--" + boundary);
        alternative(text, html);
        for (SealedContainer file : container.files()) {
            line("--" + boundary);
            attachment(file);
        }
        line("--" + boundary + "--");
    }

    private void attachment(SealedContainer file) throws IOException {
        line("Content-Type: " + file.kind().mediaType() + "; name=\"" + file.fileName() + "\"");
        line("Content-Transfer-Encoding: base64");
        line("Content-Disposition: attachment; filename=\"" + file.fileName() + "\"");
        line("");
        base64(file);
    }

    /** A mail of text and HTML only. */
    void plain(String text, String html) throws IOException {
        line("MIME-Version: 1.0");
        alternative(text, html);
    }

    private void alternative(String text, String html) throws IOException {
        String boundary = boundary();
        line("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"");
        line("");
        line("--" + boundary);
        text("text/plain", text);
        line("--" + boundary);
        text("text/html", html);
        line("--" + boundary + "--");
    }

    private void text(String type, String text) throws IOException {
        line("Content-Type: " + type + "; charset=UTF-8");
        line("Content-Transfer-Encoding: quoted-printable");
        line("");
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        try (var encoded = new QuotedPrintableOutputStream(new KeptOpen(out), false)) {
            encoded.write(bytes);
        }
        line("");
    }

    private void base64(SealedContainer container) throws IOException {
        try (var in = container.open();
                var encoded = Base64.getMimeEncoder().wrap(new KeptOpen(out))) {
            in.transferTo(encoded);
        }
        line("");
    }

    private void line(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
        out.write(LINE_END);
    }

    /** Holds "=_", which no quoted-printable or base64 line can contain (RFC 2045 §6.7). */
    private String boundary() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return "=_" + HexFormat.of().formatHex(bytes);
    }

    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
