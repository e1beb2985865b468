package org.siegel.transport.mtasts;

import org.siegel.policy.DomainName;

/**
 * A line {@code mx} of a policy (RFC 8461 §4.1).
 *
 * @param domain     the name, or what follows the wildcard
 * @param isWildcard whether exactly one label stands before {@code domain}
 */
record MxPattern(DomainName domain, boolean isWildcard) {

    private static final String WILDCARD = "*.";

    /**
     * Reads {@code mx.example.com} or {@code *.example.com}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static MxPattern of(String text) {
        boolean isWildcard = text.startsWith(WILDCARD);
        String name = isWildcard ? text.substring(WILDCARD.length()) : text;
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("'" + text + "' is not written in ASCII");
        }
        return new MxPattern(DomainName.of(name), isWildcard);
    }

    /** Whether the name of an MX record, not that of an alias behind it, is meant. */
    boolean matches(DomainName host) {
        if (!isWildcard) {
            return host.equals(domain);
        }
        int dot = host.ascii().indexOf('.');
        return dot > 0 && host.ascii().substring(dot + 1).equals(domain.ascii());
    }

    @Override
    public String toString() {
        return (isWildcard ? WILDCARD : "") + domain;
    }
}
