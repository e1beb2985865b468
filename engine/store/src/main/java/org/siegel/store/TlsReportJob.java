package org.siegel.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A report that is to be sent to a domain.
 *
 * @param day     of UTC, that it is about
 * @param nextTry when it is due
 */
public record TlsReportJob(LocalDate day, String domain, Instant nextTry) {}
