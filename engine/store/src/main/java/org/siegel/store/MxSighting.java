package org.siegel.store;

/**
 * A fact about a domain that several resolvers agreed on.
 *
 * @param host    a mail server, in lower-case ASCII form
 * @param address of the host; empty text for the fact that the domain names the host
 */
public record MxSighting(String host, String address) {}
