package org.siegel.gateway.users;

/** Where the salt of a new password comes from. */
@FunctionalInterface
interface Salts {

    /** Sixteen bytes that nobody can predict and nobody gets twice. */
    byte[] next();
}
