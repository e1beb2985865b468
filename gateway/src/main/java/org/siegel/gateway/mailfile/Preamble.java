package org.siegel.gateway.mailfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first line of a mail file: lengths in bytes of the two parts that follow it, and the CRC-32C over both.
 *
 * <p>Its own length is fixed, so that it can be filled in after the message has been written.
 */
record Preamble(int envelopeLength, long messageLength, int checksum) {

    private static final Pattern PATTERN =
            Pattern.compile("siegel-mail/1 envelope=([0-9a-f]{8}) message=([0-9a-f]{16}) crc32c=([0-9a-f]{8})\n");

    static final int LENGTH = new Preamble(0, 0, 0).bytes().length;

    /** Far above what 1,000 recipients and their attributes take, far below what would exhaust the memory. */
    private static final int LARGEST_ENVELOPE = 64 << 20;

    byte[] bytes() {
        return String.format(
                        Locale.ROOT,
                        "siegel-mail/1 envelope=%08x message=%016x crc32c=%08x\n",
                        envelopeLength,
                        messageLength,
                        checksum)
                .getBytes(US_ASCII);
    }

    /** Reads the line; empty if the stream does not begin with one. */
    static Optional<Preamble> read(InputStream in) throws IOException {
        var matcher = PATTERN.matcher(new String(in.readNBytes(LENGTH), US_ASCII));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var preamble = new Preamble(
                HexFormat.fromHexDigits(matcher.group(1)),
                HexFormat.fromHexDigitsToLong(matcher.group(2)),
                HexFormat.fromHexDigits(matcher.group(3)));
        return preamble.isPossible() ? Optional.of(preamble) : Optional.empty();
    }

    long messageStart() {
        return (long) LENGTH + envelopeLength;
    }

    long fileLength() {
        return messageStart() + messageLength;
    }

    private boolean isPossible() {
        return envelopeLength > 0 && envelopeLength <= LARGEST_ENVELOPE && messageLength >= 0;
    }
}
