package org.siegel.content.archive;

/**
 * One entry as the directory of a ZIP says it.
 *
 * @param name       as it is, with whatever separators
 * @param method     0 stored, 8 deflated
 * @param packed     its length in the archive
 * @param header     where its local header starts
 */
public record ZipMember(String name, boolean isEncrypted, int method, long packed, long crc, long header) {

    public boolean isFolder() {
        return name.endsWith("/") && packed <= 2;
    }

    /** Whether this version can unpack it. */
    public boolean isReadable() {
        return !isEncrypted && (method == 0 || method == 8);
    }
}
