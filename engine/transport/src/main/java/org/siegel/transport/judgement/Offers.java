package org.siegel.transport.judgement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
import org.siegel.policy.Criterion;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.CryptoProfile.Level;
import org.siegel.transport.judgement.CryptoTable.Row;
import org.siegel.transport.tls.TlsOffer;

/** What is offered for which demand: exactly what its profile allows, so that a handshake that succeeds is good enough. */
public final class Offers {

    private static final int ANY_DH = 512;

    private Offers() {}

    /** The offer for mail that demands {@code demand}. */
    public static TlsOffer forDemand(TransportGrade demand, TransportJudge judge, LocalDate today) {
        return switch (demand) {
            case QUALIFIED -> within(judge.qualifiedProfile(), today);
            case MANDATORY -> within(judge.mandatoryProfile(), today);
            case OPPORTUNISTIC, NONE -> wide(judge.mandatoryProfile(), today);
        };
    }

    private static TlsOffer within(CryptoProfile profile, LocalDate today) {
        return new TlsOffer(
                names(profile, "version", today),
                suites(profile, today),
                groups(profile, today),
                signatures(profile, today),
                profile.dhBits(),
                false,
                false);
    }

    private static List<String> names(CryptoProfile profile, String kind, LocalDate today) {
        return profile.table().rows(kind).stream()
                .filter(row -> row.isRecommendedOn(today))
                .map(Row::name)
                .toList();
    }

    /** TLS 1.3 first, then the others as the table has them, those that need encrypt_then_mac last. */
    private static List<Integer> suites(CryptoProfile profile, LocalDate today) {
        boolean needsForwardSecrecy = profile.level(Criterion.FORWARD_SECRECY) == Level.REQUIRED;
        List<Row> allowed = profile.table().rows("cipher").stream()
                .filter(row -> row.isRecommendedOn(today) && (row.hasForwardSecrecy() || !needsForwardSecrecy))
                .toList();
        return Stream.of(
                        allowed.stream().filter(row -> row.isFor("1.3")),
                        allowed.stream().filter(row -> !row.isFor("1.3") && !row.needsEncryptThenMac()),
                        allowed.stream().filter(row -> !row.isFor("1.3") && row.needsEncryptThenMac()))
                .flatMap(rows -> rows.map(Row::code))
                .distinct()
                .toList();
    }

    private static List<Integer> groups(CryptoProfile profile, LocalDate today) {
        return hybridsFirst(profile.table().rows("group").stream()
                .filter(row -> row.isRecommendedOn(today) || profile.acceptsGroup(row.name()))
                .map(Row::code)
                .distinct()
                .toList());
    }

    /** What is recorded today may be read by a quantum computer later; that cannot be made good then. */
    private static List<Integer> hybridsFirst(List<Integer> groups) {
        return Stream.of(true, false)
                .flatMap(isHybrid ->
                        groups.stream().filter(group -> NamedGroup.refersToASpecificHybrid(group) == isHybrid))
                .toList();
    }

    private static List<Integer> signatures(CryptoProfile profile, LocalDate today) {
        List<Integer> schemes = new ArrayList<>(profile.table().rows("sigscheme-handshake").stream()
                .filter(row -> row.isRecommendedOn(today))
                .map(Row::code)
                .toList());
        IntStream.of(
                        SignatureScheme.rsa_pkcs1_sha256,
                        SignatureScheme.rsa_pkcs1_sha384,
                        SignatureScheme.rsa_pkcs1_sha512)
                .filter(scheme -> profile.acceptsSignature(SignatureScheme.getName(scheme)))
                .forEach(schemes::add);
        return schemes;
    }

    /** For mail that demands nothing, and to describe what a weak server can do: good things first, all the rest last. */
    private static TlsOffer wide(CryptoProfile profile, LocalDate today) {
        TlsOffer good = within(profile, today);
        return new TlsOffer(
                List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"),
                append(
                        good.cipherSuites(),
                        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
                        CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
                        CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
                        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
                        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA),
                append(
                        good.groups(),
                        NamedGroup.X25519MLKEM768,
                        NamedGroup.x25519,
                        NamedGroup.x448,
                        NamedGroup.ffdhe2048),
                append(
                        good.signatureSchemes(),
                        SignatureScheme.ed25519,
                        SignatureScheme.ed448,
                        SignatureScheme.rsa_pkcs1_sha1,
                        SignatureScheme.ecdsa_sha1),
                ANY_DH,
                true,
                false);
    }

    private static List<Integer> append(List<Integer> first, int... more) {
        return Stream.concat(first.stream(), IntStream.of(more).boxed())
                .distinct()
                .toList();
    }
}
