package org.siegel.transport.delivery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.policy.KeyPin;
import org.siegel.policy.PinnedMx;

/**
 * What a recipient confirmed out of band about one mail server.
 *
 * @param isConfirmed whether the server is the right one, if it shows one of the keys
 * @param keys        of which it must show one; empty if any will do
 */
record HostPins(boolean isConfirmed, Set<KeyPin> keys) {

    static final HostPins NONE = new HostPins(false, Set.of());

    HostPins {
        keys = Set.copyOf(keys);
    }

    /** From what is pinned for the domain today. */
    static HostPins of(List<PinnedMx> pinned, DomainName host) {
        return new HostPins(
                pinned.stream().anyMatch(pin -> pin.confirms(host)),
                pinned.stream().flatMap(pin -> pin.keys().stream()).collect(Collectors.toSet()));
    }

    /** Whether nothing may be delivered to a server that shows none of the keys. */
    boolean binds() {
        return !keys.isEmpty();
    }

    /** The pin that the key of the certificate has, if it is among them. */
    Optional<KeyPin> match(X509Certificate leaf) {
        KeyPin shown = KeyPin.of(sha256().digest(leaf.getPublicKey().getEncoded()));
        return keys.contains(shown) ? Optional.of(shown) : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
