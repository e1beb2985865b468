package org.siegel.store;

import java.util.Locale;

/**
 * A secret on its way into the store, encrypted: a command leaves it for the server, because the file of an embedded database serves
 * one process only.
 *
 * @param keyId  of the key that it is encrypted with
 * @param secret nonce and ciphertext, in Base64
 */
public record SecretNote(
        String recipient, RecipientSecret.Kind kind, String id, int entropy, String keyId, String secret) {

    /**
     * Encrypts it for the one place in the store where it belongs. The array stays the caller's, to be wiped by the caller.
     *
     * @param entropy in bits
     */
    public static SecretNote seal(
            SecretBox box, String recipient, RecipientSecret.Kind kind, String id, int entropy, char[] secret) {
        String mailbox = recipient.strip().toLowerCase(Locale.ROOT);
        SealedSecret sealed =
                box.seal(secret, RecipientSecretStore.PURPOSE, RecipientSecretStore.row(mailbox, kind, id));
        return new SecretNote(mailbox, kind, id, entropy, sealed.keyId(), sealed.text());
    }

    SealedSecret sealed() {
        return new SealedSecret(keyId, secret);
    }

    /** Tells no secret, not even an encrypted one. */
    @Override
    public String toString() {
        return "SecretNote(" + kind + " " + id + ")";
    }
}
