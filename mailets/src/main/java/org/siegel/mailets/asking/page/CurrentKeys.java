package org.siegel.mailets.asking.page;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A server's keys that may be replaced while it runs. A handshake chooses a name first and asks for key and certificates by it
 * later; the name says which keys it began with, so that it never gets a new key with an old certificate.
 */
final class CurrentKeys extends X509ExtendedKeyManager {

    private static final char MARK = ':';

    private final AtomicReference<Generation> current;

    /** The keys in use, and those before them for handshakes that have begun. */
    private record Generation(long number, X509ExtendedKeyManager keys, Optional<X509ExtendedKeyManager> before) {}

    CurrentKeys(X509ExtendedKeyManager first) {
        current = new AtomicReference<>(new Generation(1, first, Optional.empty()));
    }

    /** For handshakes that begin from now on. */
    void replace(X509ExtendedKeyManager next) {
        current.updateAndGet(old -> new Generation(old.number() + 1, next, Optional.of(old.keys())));
    }

    private static @Nullable String marked(Generation generation, @Nullable String alias) {
        return alias == null ? null : Long.toString(generation.number()) + MARK + alias;
    }

    private Optional<X509ExtendedKeyManager> keys(String alias) {
        long number = Long.parseLong(alias.substring(0, alias.indexOf(MARK)));
        Generation now = current.get();
        return number == now.number()
                ? Optional.of(now.keys())
                : now.before().filter(_keys -> number == now.number() - 1);
    }

    private static String original(String alias) {
        return alias.substring(alias.indexOf(MARK) + 1);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Generation now = current.get();
        return marked(now, now.keys().chooseEngineServerAlias(keyType, issuers, engine));
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        Generation now = current.get();
        return marked(now, now.keys().chooseServerAlias(keyType, issuers, socket));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return keys(alias)
                .map(keys -> keys.getCertificateChain(original(alias)))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return keys(alias).map(keys -> keys.getPrivateKey(original(alias))).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // nobody asks a server for all of them
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
