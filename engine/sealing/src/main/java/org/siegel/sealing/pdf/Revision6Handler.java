package org.siegel.sealing.pdf;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
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

    /** As it goes into the file. */
    static final int PERMISSIONS = new AccessPermission().getPermissionBytes();

    private final Supplier<Revision6> keys;
    private final SecureRandom random;

    /** @param keys asked for when the document is saved */
    Revision6Handler(Supplier<Revision6> keys, SecureRandom random) {
        super(new Everything());
        this.keys = keys;
        this.random = random;
        setKeyLength(256);
        setAES(true);
        setCustomSecureRandom(random);
    }

    @Override
    public void prepareDocumentForEncryption(PDDocument document) throws IOException {
        Revision6 made = keys.get();
        var encryption = document.getEncryption();
        encryption.setFilter("Standard");
        encryption.setVersion(5);
        encryption.setRevision(6);
        encryption.setLength(256);
        encryption.setPermissions(PERMISSIONS);
        write(made, encryption);
        useForEverything(encryption);
        setEncryptionKey(made.fileKey());
        document.getDocument().setEncryptionDictionary(encryption.getCOSObject());
    }

    /** As hexadecimal digits, so that the strings are as long in every copy and can be found in the file. */
    private static void write(Revision6 keys, PDEncryption encryption) throws IOException {
        var dictionary = encryption.getCOSObject();
        dictionary.setItem(COSName.U, new COSString(keys.userKey(), true));
        dictionary.setItem(COSName.UE, new COSString(keys.userEncryptedKey(), true));
        dictionary.setItem(COSName.O, new COSString(keys.ownerKey(), true));
        dictionary.setItem(COSName.OE, new COSString(keys.ownerEncryptedKey(), true));
        encryption.setPerms(keys.encryptedPermissions());
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
