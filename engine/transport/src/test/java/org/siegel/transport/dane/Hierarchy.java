package org.siegel.transport.dane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.siegel.testing.pki.KeyKind;

/**
 * A root, an intermediate and a server's certificate with chosen key identifiers and one flaw or none, and a stranger.
 *
 * @param stranger a root that has nothing to do with the others
 */
record Hierarchy(X509Certificate leaf, X509Certificate intermediate, X509Certificate root, X509Certificate stranger) {

    static final String SERVER = "mx1.example.test";

    /** What a certificate says of its issuer's key (RFC 5280 §4.2.1.1). */
    enum AuthorityKeyId {
        NONE,
        KEY_ID,
        ISSUER_AND_SERIAL,
        BOTH,
        /** The identifier of another key. */
        OTHER_KEY_ID,
        /** The serial number of another certificate. */
        OTHER_SERIAL
    }

    /** What an authority says of its own key (RFC 5280 §4.2.1.2). */
    enum SubjectKeyId {
        NONE,
        PRESENT
    }

    /** What is wrong. */
    enum Flaw {
        NONE,
        LEAF_EXPIRED,
        LEAF_EARLY,
        LEAF_FOR_ANOTHER_NAME,
        LEAF_SIGNED_BY_ANOTHER_KEY,
        INTERMEDIATE_EXPIRED,
        INTERMEDIATE_NO_AUTHORITY,
        INTERMEDIATE_SIGNED_BY_ANOTHER_KEY,
        ROOT_EXPIRED,
        ROOT_WITHOUT_ROOM_BELOW
    }

    private static final X500Name ROOT_NAME = new X500Name("CN=Root");
    private static final X500Name INTERMEDIATE_NAME = new X500Name("CN=Intermediate");
    private static final Duration DAY = Duration.ofDays(1);

    /** Keys that all hierarchies share. */
    record Keys(KeyPair leaf, KeyPair intermediate, KeyPair root, KeyPair stranger, KeyPair nobody) {
        static Keys make() {
            KeyKind kind = KeyKind.ec("secp256r1");
            return new Keys(kind.newPair(), kind.newPair(), kind.newPair(), kind.newPair(), kind.newPair());
        }
    }

    static Hierarchy of(Keys keys, AuthorityKeyId authorityKeyId, SubjectKeyId subjectKeyId, Flaw flaw, Instant now) {
        BigInteger rootSerial = BigInteger.valueOf(1);
        BigInteger intermediateSerial = BigInteger.valueOf(2);
        Template root = new Template(ROOT_NAME, ROOT_NAME, rootSerial, keys.root(), keys.root());
        Template intermediate = new Template(
                INTERMEDIATE_NAME,
                ROOT_NAME,
                intermediateSerial,
                keys.intermediate(),
                flaw == Flaw.INTERMEDIATE_SIGNED_BY_ANOTHER_KEY ? keys.nobody() : keys.root());
        Template leaf = new Template(
                new X500Name("CN=server"),
                INTERMEDIATE_NAME,
                BigInteger.valueOf(3),
                keys.leaf(),
                flaw == Flaw.LEAF_SIGNED_BY_ANOTHER_KEY ? keys.nobody() : keys.intermediate());
        return new Hierarchy(
                leaf.certify(
                        now,
                        flaw == Flaw.LEAF_EXPIRED ? -1 : flaw == Flaw.LEAF_EARLY ? 1 : 0,
                        Optional.of(flaw == Flaw.LEAF_FOR_ANOTHER_NAME ? "mx1.example.invalid" : SERVER),
                        new BasicConstraints(false),
                        SubjectKeyId.NONE,
                        identifier(
                                authorityKeyId, keys.intermediate(), keys.stranger(), ROOT_NAME, intermediateSerial)),
                intermediate.certify(
                        now,
                        flaw == Flaw.INTERMEDIATE_EXPIRED ? -1 : 0,
                        Optional.empty(),
                        new BasicConstraints(flaw != Flaw.INTERMEDIATE_NO_AUTHORITY),
                        subjectKeyId,
                        identifier(authorityKeyId, keys.root(), keys.stranger(), ROOT_NAME, rootSerial)),
                root.certify(
                        now,
                        flaw == Flaw.ROOT_EXPIRED ? -1 : 0,
                        Optional.empty(),
                        flaw == Flaw.ROOT_WITHOUT_ROOM_BELOW ? new BasicConstraints(0) : new BasicConstraints(true),
                        subjectKeyId,
                        Optional.empty()),
                new Template(ROOT_NAME, ROOT_NAME, BigInteger.valueOf(9), keys.stranger(), keys.stranger())
                        .certify(now, 0, Optional.empty(), new BasicConstraints(true), subjectKeyId, Optional.empty()));
    }

    private static Optional<AuthorityKeyIdentifier> identifier(
            AuthorityKeyId kind, KeyPair issuer, KeyPair other, X500Name issuersIssuer, BigInteger issuersSerial) {
        GeneralNames issuerNames = new GeneralNames(new GeneralName(issuersIssuer));
        return switch (kind) {
            case NONE -> Optional.empty();
            case KEY_ID -> Optional.of(new AuthorityKeyIdentifier(keyId(issuer)));
            case OTHER_KEY_ID -> Optional.of(new AuthorityKeyIdentifier(keyId(other)));
            case ISSUER_AND_SERIAL -> Optional.of(new AuthorityKeyIdentifier(issuerNames, issuersSerial));
            case OTHER_SERIAL ->
                Optional.of(new AuthorityKeyIdentifier(issuerNames, issuersSerial.add(BigInteger.TEN)));
            case BOTH -> Optional.of(new AuthorityKeyIdentifier(keyId(issuer), issuerNames, issuersSerial));
        };
    }

    /** Any octets will do, if they differ from key to key. */
    private static byte[] keyId(KeyPair keys) {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 20, encoded.length);
    }

    private record Template(X500Name subject, X500Name issuer, BigInteger serial, KeyPair keys, KeyPair signer) {

        /** @param days 0 in force, -1 expired, 1 not yet valid */
        X509Certificate certify(
                Instant now,
                int days,
                Optional<String> server,
                BasicConstraints constraints,
                SubjectKeyId subjectKeyId,
                Optional<AuthorityKeyIdentifier> authorityKeyId) {
            Instant middle = now.plus(DAY.multipliedBy(3L * days));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(middle.minus(DAY)),
                    Date.from(middle.plus(DAY)),
                    subject,
                    keys.getPublic());
            try {
                builder.addExtension(Extension.basicConstraints, true, constraints);
                if (constraints.isCA()) {
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                }
                if (server.isPresent()) {
                    builder.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, server.get())));
                }
                if (subjectKeyId == SubjectKeyId.PRESENT) {
                    builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(keys)));
                }
                if (authorityKeyId.isPresent()) {
                    builder.addExtension(Extension.authorityKeyIdentifier, false, authorityKeyId.get());
                }
                byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                        .getEncoded();
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Those that can stand in a chain or in a record. */
    enum Member {
        LEAF,
        INTERMEDIATE,
        ROOT,
        STRANGER
    }

    X509Certificate of(Member member) {
        return switch (member) {
            case LEAF -> leaf;
            case INTERMEDIATE -> intermediate;
            case ROOT -> root;
            case STRANGER -> stranger;
        };
    }

    List<X509Certificate> chain(List<Member> members) {
        return members.stream().map(this::of).toList();
    }
}
