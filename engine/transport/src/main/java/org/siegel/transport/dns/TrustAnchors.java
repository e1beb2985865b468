package org.siegel.transport.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The keys that the chain of trust starts from, in zone file form ({@code . IN DS ...}).
 *
 * @param zoneFile one DS or DNSKEY record a line
 */
public record TrustAnchors(String zoneFile) {

    /** The DS records of the root zone's keys of 2017 and 2024, as IANA publishes them. */
    public static final TrustAnchors ROOT = new TrustAnchors(
            """
            . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """);

    public TrustAnchors {
        // Without an anchor a validator calls everything insecure, silently.
        if (zoneFile.lines().noneMatch(line -> line.matches(".*\\sIN\\s+(DS|DNSKEY)\\s.*"))) {
            throw new IllegalArgumentException("The trust anchors hold no DS or DNSKEY record; every answer would"
                    + " count as unsigned. Put the root zone's DS records there, as published by IANA");
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
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the DNSSEC trust anchors " + file + ": " + e, e);
        }
    }

    ByteArrayInputStream stream() {
        return new ByteArrayInputStream(zoneFile.getBytes(StandardCharsets.US_ASCII));
    }
}
