package org.siegel.store;

import java.time.Instant;

/**
 * A mail whose summary is to be looked at now.
 *
 * @param node that took the mail
 * @param mail what the summary is about
 * @param look when its turn came, in microseconds: who postpones it from then has it for that turn
 */
public record DueSummary(String node, SummarisedMail mail, Instant look) {}
