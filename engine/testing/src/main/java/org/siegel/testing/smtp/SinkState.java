package org.siegel.testing.smtp;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.siegel.testing.pki.Identity;

/** What all connections of one server share. The volatile parts and the script change while it runs. */
final class SinkState {
    final String name;
    final Clock clock;
    final Map<String, String> passwords;
    final SinkLog log;
    final Optional<Spool> spool;
    final Script script = new Script();
    final CountDownLatch closing = new CountDownLatch(1);
    private final BcTlsCrypto crypto = new BcTlsCrypto();
    private volatile Extensions extensions = Extensions.usual();
    private volatile TlsSettings tls = TlsSettings.none();
    private volatile Optional<OCSPResponse> staple = Optional.empty();
    private volatile Identities identities = new Identities(List.of(), Map.of());

    private record Identities(List<SinkIdentity> usual, Map<String, List<SinkIdentity>> byName) {}

    SinkState(String name, Clock clock, Map<String, String> passwords, SinkLog log, Optional<Spool> spool) {
        this.name = name;
        this.clock = clock;
        this.passwords = Map.copyOf(passwords);
        this.log = log;
        this.spool = spool;
    }

    Extensions extensions() {
        return extensions;
    }

    void extensions(Extensions changed) {
        extensions = changed;
    }

    boolean offersTls() {
        return tls.isOffered();
    }

    void staple(byte[] ocspResponse) {
        staple = Optional.of(OCSPResponse.getInstance(ocspResponse));
    }

    void tls(TlsSettings changed) {
        tls = changed;
    }

    /** Identities for any name, and those for certain names, in lower case, which go before. */
    void identities(List<Identity> usual, Map<String, Identity> byName) {
        var converted = new HashMap<String, List<SinkIdentity>>();
        byName.forEach((sni, identity) ->
                converted.put(sni.toLowerCase(Locale.ROOT), List.of(new SinkIdentity(identity, crypto))));
        identities = new Identities(
                usual.stream()
                        .map(identity -> new SinkIdentity(identity, crypto))
                        .toList(),
                Map.copyOf(converted));
    }

    SinkTlsServer tlsServer() {
        Identities current = identities;
        return new SinkTlsServer(
                crypto, tls, sni -> sni.map(current.byName()::get).orElse(current.usual()), staple);
    }
}
