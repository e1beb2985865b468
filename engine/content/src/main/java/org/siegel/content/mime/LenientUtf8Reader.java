package org.siegel.content.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, and each byte that is no UTF-8 as windows-1252. Decided sequence by sequence, so that a mail pasted
 * together from both is read right and nothing needs to be held in memory.
 */
final class LenientUtf8Reader extends Reader {

    private static final char[] WINDOWS_1252 = windows1252();

    private final InputStream in;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
    private boolean ended;

    LenientUtf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (!ended && bytes.remaining() < 4) {
                fill();
            }
            if (!bytes.hasRemaining()) {
                return -1;
            }
            CoderResult result = utf8.reset().decode(bytes, chars, ended);
            boolean cutShort = result.isUnderflow() && bytes.hasRemaining();
            if (result.isMalformed() || (cutShort && ended)) {
                chars.put(WINDOWS_1252[bytes.get() & 0xFF]);
            } else if (result.isOverflow() && chars.position() == 0) {
                // no room for both halves of a surrogate pair: such a caller gets the bytes one by one
                chars.put(WINDOWS_1252[bytes.get() & 0xFF]);
            }
        }
        return chars.position();
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (n < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + n);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static char[] windows1252() {
        char[] table = new char[256];
        Charset charset = Charset.forName("windows-1252");
        for (int i = 0; i < 256; i++) {
            String text = new String(new byte[] {(byte) i}, charset);
            table[i] = text.charAt(0) == '\uFFFD' ? (char) i : text.charAt(0);
        }
        return table;
    }
}
