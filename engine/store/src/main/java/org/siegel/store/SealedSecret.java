package org.siegel.store;

/**
 * A secret as it stands in the database.
 *
 * @param keyId names the key
 * @param text  nonce and ciphertext, in Base64
 */
record SealedSecret(String keyId, String text) {}
