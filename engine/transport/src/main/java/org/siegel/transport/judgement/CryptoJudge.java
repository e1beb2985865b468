package org.siegel.transport.judgement;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.Remark;
import org.siegel.policy.Remark.Kind;
import org.siegel.transport.judgement.CryptoProfile.Level;
import org.siegel.transport.judgement.CryptoTable.Row;
import org.siegel.transport.tls.TlsObservation;

/** Judges what a handshake agreed on by a profile. Pure. */
final class CryptoJudge {

    private final CryptoProfile profile;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();

    private CryptoJudge(CryptoProfile profile, LocalDate today) {
        this.profile = profile;
        this.today = today;
    }

    /**
     * The findings, one for each criterion of the profile that is not ignored.
     *
     * @param isLeafBound whether DANE-EE binds the leaf, so that its chain does not count (RFC 7672 §3.1.1)
     */
    static List<Finding> judge(CryptoProfile profile, TlsObservation tls, boolean isLeafBound, LocalDate today) {
        CryptoJudge judge = new CryptoJudge(profile, today);
        judge.handshake(tls);
        judge.leafKey(tls.leaf());
        if (!isLeafBound) {
            judge.chain(tls.chain());
        }
        return judge.findings;
    }

    private void handshake(TlsObservation tls) {
        String version = tls.isTls13() ? "1.3" : "1.2";
        note(Criterion.VERSION, isInForce(profile.table().version(tls)), Remark.of(Kind.NEGOTIATED, tls.version()));
        Optional<Row> suite = profile.table().find("cipher", version, tls.cipherSuite());
        String suiteName = CodePoints.suite(tls.cipherSuite());
        note(Criterion.CIPHER_SUITE, isInForce(suite), Remark.of(Kind.NEGOTIATED, suiteName));
        note(
                Criterion.FORWARD_SECRECY,
                tls.isTls13() || CodePoints.isEphemeral(suiteName),
                tls.isTls13() || CodePoints.isEphemeral(suiteName)
                        ? Remark.of(Kind.EPHEMERAL)
                        : Remark.of(Kind.NOT_EPHEMERAL, suiteName));
        group(tls, version);
        if (suite.filter(Row::needsEncryptThenMac).isPresent() || suiteName.contains("_CBC_")) {
            note(Criterion.ENCRYPT_THEN_MAC, tls.encryptThenMac(), Remark.of(Kind.ENCRYPT_THEN_MAC_WITH, suiteName));
        }
        note(
                Criterion.EXTENDED_MASTER_SECRET,
                tls.extendedMasterSecret(),
                Remark.of(Kind.NEGOTIATED, "extended_master_secret"));
        signature(tls, version);
    }

    private void group(TlsObservation tls, String version) {
        if (tls.group().isEmpty()) {
            boolean isLongEnough =
                    tls.dhBits().map(bits -> bits >= profile.dhBits()).orElse(false);
            note(
                    Criterion.KEY_EXCHANGE_GROUP,
                    isLongEnough,
                    tls.dhBits()
                            .map(bits -> Remark.of(Kind.DH_WITH, bits))
                            .orElseGet(() -> Remark.of(Kind.SECRET_UNDER_SERVER_KEY)));
            return;
        }
        int code = tls.group().get();
        String name = CodePoints.group(code);
        Optional<Row> row = profile.table().find("group", version, code);
        if (isInForce(row) && tls.isReducedHello()) {
            add(Criterion.KEY_EXCHANGE_GROUP, Status.REPORTED, Remark.of(Kind.GROUP_WITHOUT_HYBRIDS, name));
        } else if (isInForce(row)) {
            add(Criterion.KEY_EXCHANGE_GROUP, Status.PASSED, Remark.of(Kind.NEGOTIATED, name));
        } else if (row.filter(Row::isAnnounced).isPresent() && profile.acceptsGroup(name)) {
            add(Criterion.KEY_EXCHANGE_GROUP, Status.PASSED, Remark.of(Kind.GROUP_ANNOUNCED, name));
        } else if (profile.acceptsGroup(name)) {
            add(Criterion.KEY_EXCHANGE_GROUP, Status.REPORTED, Remark.of(Kind.GROUP_NOT_LISTED, name));
        } else {
            note(Criterion.KEY_EXCHANGE_GROUP, false, Remark.of(Kind.NEGOTIATED, name));
        }
    }

    private void signature(TlsObservation tls, String version) {
        if (tls.signatureScheme().isEmpty()) {
            note(Criterion.HANDSHAKE_SIGNATURE, false, Remark.of(Kind.NOTHING_SIGNED));
            return;
        }
        int code = tls.signatureScheme().get();
        String name = CodePoints.signature(code);
        if (isInForce(profile.table().find("sigscheme-handshake", version, code))) {
            add(Criterion.HANDSHAKE_SIGNATURE, Status.PASSED, Remark.of(Kind.NEGOTIATED, name));
        } else if (!tls.isTls13() && profile.acceptsSignature(name)) {
            add(Criterion.HANDSHAKE_SIGNATURE, Status.REPORTED, Remark.of(Kind.SIGNATURE_NO_LONGER_LISTED, name));
        } else {
            note(Criterion.HANDSHAKE_SIGNATURE, false, Remark.of(Kind.NEGOTIATED, name));
        }
    }

    private void leafKey(X509Certificate leaf) {
        KeyStrength key = KeyStrength.of(leaf);
        note(Criterion.LEAF_KEY, isLongEnough(key), Remark.of(Kind.SERVER_KEY, key));
    }

    private void chain(List<X509Certificate> chain) {
        chainSignature(CertificateSignature.of(chain.getFirst()));
        chain.stream()
                .skip(1)
                .filter(certificate -> !isSelfIssued(certificate)) // an anchor's own signature proves nothing
                .map(CertificateSignature::of)
                .forEach(this::chainSignature);
        chain.stream()
                .skip(1)
                .map(KeyStrength::of)
                .filter(key -> !isLongEnough(key))
                .findFirst()
                .ifPresentOrElse(
                        key -> note(Criterion.CHAIN_KEYS, false, Remark.of(Kind.CA_KEY, key)),
                        () -> add(Criterion.CHAIN_KEYS, Status.PASSED, Remark.of(Kind.CA_KEYS_LONG_ENOUGH)));
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private void chainSignature(CertificateSignature signature) {
        Remark signed = Remark.of(Kind.CERTIFICATE_SIGNED_WITH, signature);
        if (signature.usesAnyOf(profile.refusedHashes())) {
            add(Criterion.CHAIN_SIGNATURE, Status.FAILED, signed);
        } else {
            note(Criterion.CHAIN_SIGNATURE, isRecommended(signature), signed);
        }
    }

    private boolean isRecommended(CertificateSignature signature) {
        return profile.table().rows("sigscheme-cert").stream()
                .filter(row -> row.name().matches(signature.scheme()))
                .anyMatch(row -> row.isRecommendedOn(today));
    }

    private boolean isLongEnough(KeyStrength key) {
        return switch (key.kind()) {
            case RSA -> key.bits() >= profile.rsaBits();
            case EC -> key.bits() >= profile.ecBits();
            case OTHER -> false;
        };
    }

    private boolean isInForce(Optional<Row> row) {
        return row.filter(entry -> entry.isRecommendedOn(today)).isPresent();
    }

    private void note(Criterion criterion, boolean isFulfilled, Remark what) {
        Level level = profile.level(criterion);
        if (isFulfilled) {
            add(criterion, Status.PASSED, what);
        } else if (level == Level.REQUIRED) {
            add(criterion, Status.FAILED, what.and(Kind.NOT_WITHIN_TR_02102));
        } else {
            add(criterion, Status.REPORTED, what.and(Kind.NOT_WITHIN_TR_02102));
        }
    }

    private void add(Criterion criterion, Status status, Remark remark) {
        if (profile.level(criterion) != Level.IGNORED) {
            findings.add(new Finding(criterion, status, remark));
        }
    }
}
