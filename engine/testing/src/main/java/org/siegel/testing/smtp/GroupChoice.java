package org.siegel.testing.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * Which named group is used up to TLS 1.2: the first of the server's that the client offered. BouncyCastle would take
 * the first of the client's, whatever the server supports.
 *
 * @param offered null if the client sent no list
 */
record GroupChoice(List<Integer> supported, @Nullable List<Integer> offered, ProtocolVersion version) {
    static GroupChoice of(TlsSettings settings, int @Nullable [] offered, ProtocolVersion version) {
        List<Integer> list =
                offered == null ? null : IntStream.of(offered).boxed().toList();
        return new GroupChoice(settings.groups(), list, version);
    }

    /** Empty if there is no common curve, so that no ECDHE suite can be used (RFC 8422 §5.1). */
    Optional<Integer> curve() {
        return first(NamedGroup::getCurveBits, offered == null);
    }

    /** A client that offers no finite-field group at all takes what it gets (RFC 7919 §4). */
    Optional<Integer> finiteField() {
        return first(
                NamedGroup::getFiniteFieldBits,
                offered == null || offered.stream().noneMatch(NamedGroup::isFiniteField));
    }

    private Optional<Integer> first(IntUnaryOperator bits, boolean clientTakesAny) {
        return supported.stream()
                .filter(group -> bits.applyAsInt(group) > 0 && NamedGroup.canBeNegotiated(group, version))
                .filter(group -> clientTakesAny || (offered != null && offered.contains(group)))
                .findFirst();
    }
}
