package org.siegel.transport.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsObjectIdentifiers;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipher;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JceAEADCipherImpl;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the TLS library uses but does not tell: the scheme of the server's handshake signature and, up to TLS 1.2,
 * the group of the key exchange. For one handshake.
 */
final class RecordingCrypto extends BcTlsCrypto {

    private @Nullable Integer signatureScheme;
    private @Nullable Integer group;
    private @Nullable Integer dhBits;

    RecordingCrypto(SecureRandom random) {
        super(random);
    }

    Optional<Integer> signatureScheme() {
        return Optional.ofNullable(signatureScheme);
    }

    /** The named group used last. */
    Optional<Integer> group() {
        return Optional.ofNullable(group);
    }

    /** The length of the group used last, if it was a finite-field one without a name. */
    Optional<Integer> unnamedDhBits() {
        return Optional.ofNullable(dhBits);
    }

    /** What was used up to now was only an offer. */
    void forgetGroup() {
        group = null;
        dhBits = null;
    }

    /** By the JDK, which has the processor's own instructions for it. */
    @Override
    protected TlsAEADCipher createCipher_AES_GCM(TlsCryptoParameters parameters, int keySize, int macSize)
            throws IOException {
        try {
            return new TlsAEADCipher(
                    parameters,
                    jdkGcm(keySize, true),
                    jdkGcm(keySize, false),
                    keySize,
                    macSize,
                    TlsAEADCipher.AEAD_GCM,
                    null);
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, "this Java has no AES-GCM", e);
        }
    }

    private JceAEADCipherImpl jdkGcm(int keySize, boolean isEncrypting) throws GeneralSecurityException {
        JcaTlsCrypto jdk = new JcaTlsCryptoProvider().create(getSecureRandom(), getSecureRandom());
        return new JceAEADCipherImpl(jdk, jdk.getHelper(), "AES/GCM/NoPadding", "AES", keySize, isEncrypting);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        if (type != CertificateType.X509) {
            return super.createCertificate(type, encoding);
        }
        try {
            return new RecordingCertificate(encoding);
        } catch (IOException e) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "a certificate cannot be read", e);
        }
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        group = config.getNamedGroup();
        dhBits = null;
        return super.createECDomain(config);
    }

    @Override
    public TlsDHDomain createDHDomain(TlsDHConfig config) {
        DHGroup explicit = config.getExplicitGroup();
        group = explicit == null ? config.getNamedGroup() : null;
        dhBits = explicit == null ? null : explicit.getP().bitLength();
        return super.createDHDomain(config);
    }

    private final class RecordingCertificate extends BcTlsCertificate {

        RecordingCertificate(byte[] encoding) throws IOException {
            super(RecordingCrypto.this, encoding);
        }

        /**
         * Hides the promise to staple an OCSP response (RFC 7633) from the library, which would end the handshake where it is
         * not kept. That is recorded instead: below DANE nothing of a certificate counts but its key.
         */
        @Override
        public byte @Nullable [] getExtension(ASN1ObjectIdentifier oid) throws IOException {
            return oid.equals(TlsObjectIdentifiers.id_pe_tlsfeature) ? null : super.getExtension(oid);
        }

        @Override
        public Tls13Verifier createVerifier(int scheme) throws IOException {
            signatureScheme = scheme;
            return super.createVerifier(scheme);
        }

        @Override
        public TlsVerifier createVerifier(short signatureAlgorithm) throws IOException {
            TlsVerifier verifier = super.createVerifier(signatureAlgorithm);
            return new TlsVerifier() {
                @Override
                public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signed) throws IOException {
                    note(signed);
                    return verifier.getStreamVerifier(signed);
                }

                @Override
                public boolean verifyRawSignature(DigitallySigned signed, byte[] hash) throws IOException {
                    note(signed);
                    return verifier.verifyRawSignature(signed, hash);
                }
            };
        }

        /** Before TLS 1.2 the scheme is implied: MD5 and SHA-1. */
        private void note(DigitallySigned signed) {
            if (signed.getAlgorithm() != null) {
                signatureScheme = SignatureScheme.from(signed.getAlgorithm());
            }
        }
    }
}
