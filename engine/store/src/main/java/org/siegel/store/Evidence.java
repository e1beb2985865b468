package org.siegel.store;

import java.time.Instant;
import java.util.UUID;

/**
 * One record of the evidence log. It holds addresses and circumstances, never text of a message, its subject or a
 * password.
 *
 * @param id      a UUID of version 7 (RFC 9562 §5.7): ascending per node, by time across nodes
 * @param at      when it was recorded, in microseconds
 * @param node    the server that recorded it
 * @param attempt what is recorded
 */
public record Evidence(UUID id, Instant at, String node, Attempt attempt) {}
