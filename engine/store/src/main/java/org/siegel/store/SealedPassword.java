package org.siegel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A password that is kept, without the password.
 *
 * @param id       names it towards people, such as {@code K7Q2}
 * @param purpose  what it is kept for
 * @param created  when it was stored, in microseconds
 * @param notified when somebody undertook to tell the sender; absent as long as nobody did
 */
public record SealedPassword(String id, NewPassword purpose, Instant created, Optional<Instant> notified) {}
