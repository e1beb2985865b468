package org.siegel.transport.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The keys that the chain of trust starts from, in zone file form ({@code . IN DS ...}).
 *
 * @param zoneFile one DS or DNSKEY record a line
 */
public record TrustAnchors(String zoneFile) {

    /** As RFC 1035 §5.1 has it, comments cut off; with or without a time to live. */
    private static final Pattern RECORD = Pattern.compile("\\.\\s+(\\d+\\s+)?IN\\s+(DS|DNSKEY)\\s+\\S.*");

    /** The DS records of the root zone's keys of 2017 and 2024, as IANA publishes them. */
    public static final TrustAnchors ROOT = new TrustAnchors("""
            . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """);

    public TrustAnchors {
        // Without an anchor for the root a validator calls everything insecure, silently.
        boolean hasRoot = zoneFile.lines()
                .map(line -> line.replaceFirst(";.*", "").strip())
                .anyMatch(line -> RECORD.matcher(line).matches());
        if (!hasRoot) {
            throw new IllegalArgumentException("The trust anchors hold no DS or DNSKEY record of the root zone; every"
                    + " answer would count as unsigned. Put the root zone's DS records there, as published by IANA");
        }
    }

    /**
     * Reads them from a file.
     *
     * @throws IllegalArgumentException if the file holds none or cannot be read; names the file
     */
    public static TrustAnchors from(Path file) {
        try {
            return new TrustAnchors(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the DNSSEC trust anchors " + file + ": " + e, e);
        }
    }

    ByteArrayInputStream stream() {
        return new ByteArrayInputStream(zoneFile.getBytes(StandardCharsets.US_ASCII));
    }
}
