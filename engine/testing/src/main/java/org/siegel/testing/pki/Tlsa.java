package org.siegel.testing.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;

/** TLSA records for a certificate (RFC 6698 §2). The three numbers are taken as they are, the sensible and the odd. */
public final class Tlsa {
    private static final long TTL = 300;

    private Tlsa() {}

    /**
     * The certificate association data.
     *
     * @param selector 0 the whole certificate, 1 its public key
     * @param matching 0 as it is, 1 SHA-256, 2 SHA-512
     * @throws IllegalArgumentException for any other number, since nobody knows what to select or how to match
     */
    public static byte[] data(int selector, int matching, X509Certificate certificate) {
        try {
            byte[] selected = switch (selector) {
                case 0 -> certificate.getEncoded();
                case 1 ->
                    new JcaX509CertificateHolder(certificate)
                            .getSubjectPublicKeyInfo()
                            .getEncoded();
                default -> throw new IllegalArgumentException("selector " + selector + " is neither 0 nor 1");
            };
            return switch (matching) {
                case 0 -> selected;
                case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(selected);
                default -> throw new IllegalArgumentException("matching type " + matching + " is not 0, 1 or 2");
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no TLSA data for the certificate", e);
        }
    }

    /** A line of a zone file, such as {@code _25._tcp.mx1 TLSA 3 1 1 5d0f...}; the owner may be relative. */
    public static String line(String owner, int usage, int selector, int matching, X509Certificate certificate) {
        String hex = HexFormat.of().formatHex(data(selector, matching, certificate));
        return owner + " TLSA " + usage + " " + selector + " " + matching + " " + hex;
    }

    /** The record; the owner may end with a dot or not, and is absolute. */
    public static TLSARecord record(String owner, int usage, int selector, int matching, X509Certificate certificate) {
        try {
            Name name = Name.fromString(owner, Name.root);
            return new TLSARecord(
                    name, DClass.IN, TTL, usage, selector, matching, data(selector, matching, certificate));
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no DNS name: " + owner, e);
        }
    }
}
