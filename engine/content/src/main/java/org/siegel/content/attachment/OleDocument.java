package org.siegel.content.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.siegel.content.part.Content;

/** What the directory of a compound file tells (MS-CFB 2.6.1), as far as it is needed without reading the file. */
final class OleDocument {

    private static final int ENTRY = 128;
    private static final int NAME_LENGTH = 64;

    private OleDocument() {}

    /** A document behind a password is a compound file with this stream in it (MS-OFFCRYPTO 2.3.4.4). */
    static boolean isEncryptedPackage(Content content) throws IOException {
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        byte[] block = new byte[64 * 1024];
        for (long at = 0; at < content.length(); at += block.length) {
            byte[] piece = content.slice(at, block.length);
            for (int i = 0; i + ENTRY <= piece.length; i += ENTRY) {
                boolean sameLength = piece[i + NAME_LENGTH] == name.length + 2 && piece[i + NAME_LENGTH + 1] == 0;
                if (sameLength && startsWith(piece, i, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
