package org.siegel.transport.corroboration;

/**
 * A fact that resolvers agreed on.
 *
 * @param host    a mail server of the domain, by its MX record
 * @param address of the host; empty text for the fact that the domain names the host
 */
public record Sighting(String host, String address) {}
