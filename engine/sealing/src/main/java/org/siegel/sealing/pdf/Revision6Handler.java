package org.siegel.sealing.pdf;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.DecryptionMaterial;
import org.apache.pdfbox.pdmodel.encryption.PDCryptFilterDictionary;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.apache.pdfbox.pdmodel.encryption.ProtectionPolicy;
import org.apache.pdfbox.pdmodel.encryption.SecurityHandler;

/**
 * Encrypts with revision 6 and nothing else. PDFBox's own handler reads every stream into memory; this one lets large files
 * flow. For writing only: reading is left to PDFBox's handler, which thereby checks this one.
 */
final class Revision6Handler extends SecurityHandler<ProtectionPolicy> {

    /** All permissions: to hold back printing or copying from somebody who has the password protects nothing. */
    static final class Everything extends ProtectionPolicy {}

    private final byte[] password;
    private final SecureRandom random;

    /** @param password used once, when the document is saved; overwritten by the caller afterwards */
    Revision6Handler(byte[] password, SecureRandom random) {
        super(new Everything());
        this.password = password;
        this.random = random;
        setKeyLength(256);
        setAES(true);
        setCustomSecureRandom(random);
    }

    @Override
    public void prepareDocumentForEncryption(PDDocument document) throws IOException {
        try {
            int permissions = new AccessPermission().getPermissionBytes();
            var keys = Revision6.create(password, permissions, random);
            var encryption = document.getEncryption();
            encryption.setFilter("Standard");
            encryption.setVersion(5);
            encryption.setRevision(6);
            encryption.setLength(256);
            encryption.setPermissions(permissions);
            encryption.setUserKey(keys.userKey());
            encryption.setUserEncryptionKey(keys.userEncryptedKey());
            encryption.setOwnerKey(keys.ownerKey());
            encryption.setOwnerEncryptionKey(keys.ownerEncryptedKey());
            encryption.setPerms(keys.encryptedPermissions());
            useForEverything(encryption);
            setEncryptionKey(keys.fileKey());
            document.getDocument().setEncryptionDictionary(encryption.getCOSObject());
        } catch (GeneralSecurityException impossible) {
            throw new IOException("AES-256 or SHA-2 is not available", impossible);
        }
    }

    /** One filter for strings and streams: partial encryption is what PDFex attacks (Mueller et al., CCS 2019). */
    private static void useForEverything(PDEncryption encryption) {
        var filter = new PDCryptFilterDictionary();
        filter.setCryptFilterMethod(COSName.AESV3);
        filter.setLength(32);
        filter.getCOSObject().setName("AuthEvent", "DocOpen");
        encryption.setStdCryptFilterDictionary(filter);
        encryption.setStreamFilterName(COSName.STD_CF);
        encryption.setStringFilterName(COSName.STD_CF);
    }

    @Override
    public void encryptStream(COSStream stream, long object, int generation) throws IOException {
        if (stream instanceof EnclosedStream enclosed) {
            enclosed.encrypt(getEncryptionKey(), random);
        } else {
            super.encryptStream(stream, object, generation);
        }
    }

    @Override
    public void prepareForDecryption(PDEncryption encryption, COSArray documentId, DecryptionMaterial material)
            throws IOException {
        throw new IOException("This handler only encrypts");
    }
}
