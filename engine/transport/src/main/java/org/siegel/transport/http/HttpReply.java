package org.siegel.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 reply, and its body. Only what a host of policies or lists may answer is understood: anything doubtful ends the
 * exchange. Takes time and memory in proportion to what was sent, and both are bounded.
 */
public final class HttpReply {

    private static final int MOST_HEAD = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})(?:[ \\t;].*)?");

    private final InputStream in;
    private final int mostBody;
    private final int status;
    private final Map<String, List<String>> fields;
    private int lineBytes;

    private HttpReply(InputStream in, int mostBody) throws IOException {
        this.in = in;
        this.mostBody = mostBody;
        Matcher first = STATUS.matcher(line());
        if (!first.matches()) {
            throw new Unacceptable("it does not speak HTTP/1.1");
        }
        this.status = Integer.parseInt(first.group(1));
        this.fields = head();
    }

    /** Signals an answer that is not taken; the message is for people. */
    public static final class Unacceptable extends IOException {
        private static final long serialVersionUID = 1L;

        Unacceptable(String reason) {
            super(reason);
        }
    }

    /**
     * Reads the head.
     *
     * @param mostBody how many bytes the body may have
     * @throws Unacceptable if it is not understood
     */
    public static HttpReply begin(InputStream in, int mostBody) throws IOException {
        return new HttpReply(in, mostBody);
    }

    public int status() {
        return status;
    }

    /** The only value of the field, in its own letters; empty text if there is none. */
    public String field(String name) throws Unacceptable {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Unacceptable("it sent the header field " + name + " several times");
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** The whole body, as far as it is no longer than it may be. */
    public byte[] body() throws IOException {
        String coding = field("transfer-encoding");
        String length = field("content-length");
        if (!coding.isEmpty()) {
            if (!coding.equalsIgnoreCase("chunked") || !length.isEmpty()) {
                throw new Unacceptable("it sent its answer in a way that is not understood");
            }
            return chunked();
        }
        if (length.isEmpty()) {
            return upTo(in.readNBytes(mostBody + 1));
        }
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > mostBody) {
            throw tooLong();
        }
        return exactly(Integer.parseInt(length));
    }

    private Unacceptable tooLong() {
        return new Unacceptable("its answer is longer than " + mostBody + " bytes");
    }

    private byte[] upTo(byte[] body) throws Unacceptable {
        if (body.length > mostBody) {
            throw tooLong();
        }
        return body;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new Unacceptable("its answer ended too early");
        }
        return body;
    }

    /** Head and chunk lines together are bounded by the same number of bytes. */
    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Matcher chunk = CHUNK.matcher(line());
            if (!chunk.matches()) {
                throw new Unacceptable("it sent its answer in a way that is not understood");
            }
            long length = Long.parseLong(chunk.group(1), 16);
            if (length == 0) {
                return body.toByteArray(); // trailers say nothing that counts here
            }
            if (body.size() + length > mostBody) {
                throw tooLong();
            }
            body.writeBytes(exactly((int) length));
            if (!line().isEmpty()) {
                throw new Unacceptable("it sent its answer in a way that is not understood");
            }
        }
    }

    private Map<String, List<String>> head() throws IOException {
        Map<String, List<String>> head = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw new Unacceptable("it sent a header that is not well-formed");
            }
            head.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return head;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new Unacceptable("its answer ended too early");
            }
            if (++lineBytes > MOST_HEAD) {
                throw new Unacceptable("its header is longer than " + MOST_HEAD + " bytes");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
