package org.siegel.sealing.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.siegel.sealing.container.ReadAhead;
import org.siegel.sealing.message.Content;

/**
 * A file inside the PDF that is read from its own place and encrypted on the way into the output, so that neither the clear
 * nor the encrypted bytes ever lie in memory as a whole.
 */
abstract class EnclosedStream extends COSStream {

    private static final int BLOCK = 16;

    private final long size;
    private @Nullable SecretKeySpec key;
    private byte[] iv = new byte[BLOCK];

    /** @param size of the clear bytes */
    EnclosedStream(long size) {
        this.size = size;
        setLong(COSName.LENGTH, size);
    }

    /** A file of the message. */
    static EnclosedStream of(Content content) {
        return new EnclosedStream(content.size()) {
            @Override
            InputStream openClear() throws IOException {
                return content.open();
            }
        };
    }

    /** The clear bytes, anew with each call. */
    abstract InputStream openClear() throws IOException;

    /** From now on the stream reads as ciphertext: an initialisation vector, then AES-256 in CBC mode (ISO 32000-2 §7.6.3.3). */
    void encrypt(byte[] fileKey, SecureRandom random) {
        iv = new byte[BLOCK];
        random.nextBytes(iv);
        key = new SecretKeySpec(fileKey, "AES");
        long padded = (size / BLOCK + 1) * BLOCK;
        setLong(COSName.LENGTH, BLOCK + padded);
    }

    @Override
    public boolean hasData() {
        return true;
    }

    @Override
    public InputStream createRawInputStream() throws IOException {
        var secret = key;
        if (secret == null) {
            return openClear();
        }
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(iv));
            InputStream encrypted = new CipherInputStream(openClear(), cipher);
            return new SequenceInputStream(new ByteArrayInputStream(iv), ReadAhead.of(encrypted, size));
        } catch (GeneralSecurityException impossible) {
            throw new IOException("AES-256 is not available", impossible);
        }
    }
}
