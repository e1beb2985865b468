package org.siegel.matchers;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Time and chance, under a type of our own: James binds {@code Clock} in some of its versions and not in others, and an
 * extension cannot bind it again.
 *
 * @param clock in the time zone of this machine
 */
public record Ambience(Clock clock, SecureRandom random) {}
