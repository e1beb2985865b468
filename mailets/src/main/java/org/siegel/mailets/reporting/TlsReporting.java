package org.siegel.mailets.reporting;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.DomainName;
import org.siegel.store.StoreException;
import org.siegel.store.TlsReportJob;
import org.siegel.store.TlsReportStore;
import org.siegel.transport.tlsrpt.ReportUpload;
import org.siegel.transport.tlsrpt.ReportWishes;
import org.siegel.transport.tlsrpt.TlsRptRecord;
import org.siegel.transport.tlsrpt.TlsSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts TLS sessions and reports on each day to the domains that want it. Several nodes share the work. */
public final class TlsReporting {

    private static final Logger LOGGER = LoggerFactory.getLogger(TlsReporting.class);

    /** So long after midnight every node has written down what it counted. */
    private static final LocalTime COUNTED = LocalTime.of(0, 15);

    /** RFC 8460 §5.4. */
    private static final Duration RANDOM_DELAY = Duration.ofHours(4);

    private static final Duration RETRY = Duration.ofHours(1);

    /** From the end of the day: the delay, and a day of tries. */
    private static final Duration LAST_TRY = Duration.ofHours(28);

    /** So long a server may take to start. */
    private static final Duration STARTING = Duration.ofMinutes(10);

    private static final int AT_ONCE = 100;
    private static final int KEPT_DAYS = 7;

    /** Who names more does not get to make us write to everybody. */
    private static final int MOST_RECEIVERS = 5;

    private final TlsReportSettings settings;
    private final TlsReportStore store;
    private final ReportWishes wishes;
    private final ReportUpload upload;
    private final RandomGenerator random;
    private final Clock clock;
    private final SessionCounts counts;
    private final Instant begun;
    private volatile @Nullable Post post;
    private boolean isLackTold;

    /** Sends a mail on its way. */
    @FunctionalInterface
    public interface Post {

        /**
         * Puts it into the server's own queue.
         *
         * @return why it could not; empty if it could
         */
        Optional<String> send(String sender, String recipient, byte[] message);
    }

    /** Asks and sends nothing yet. */
    public TlsReporting(
            TlsReportSettings settings,
            TlsReportStore store,
            ReportWishes wishes,
            ReportUpload upload,
            RandomGenerator random,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.wishes = wishes;
        this.upload = upload;
        this.random = random;
        this.clock = clock;
        this.counts = new SessionCounts(store, clock);
        this.begun = clock.instant();
    }

    /** What is told here is reported. */
    public TlsSessions sessions() {
        return counts;
    }

    /** Mail goes out by this from now on; until then nothing is sent. */
    public void mailBy(Post way) {
        post = way;
    }

    /** Writes down what was counted; if that fails, as when the server stops while its database does not answer, it is missing. */
    public void writeDown() {
        try {
            counts.flush();
        } catch (StoreException e) {
            LOGGER.warn("The last counts of TLS sessions are missing in reports", e);
        }
    }

    /** Writes down what was counted and sends what is due; to be called every minute or so. */
    public void work() {
        counts.flush();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!LocalTime.ofInstant(now, ZoneOffset.UTC).isBefore(COUNTED)) {
            store.plan(today.minusDays(1), () -> now.plus(delay()));
        }
        Post way = post;
        if (way == null) {
            tellOfLack(now);
            return;
        }
        for (TlsReportJob job : store.due(now, AT_ONCE)) {
            if (store.claim(job, now.plus(RETRY))) {
                finish(job, attempt(job, way, now));
            }
        }
    }

    private enum Course {
        SENT,
        NOTHING_TO_SEND,
        OPEN
    }

    private void finish(TlsReportJob job, Course course) {
        if (course != Course.OPEN) {
            store.finish(job);
        }
        if (course == Course.SENT) {
            LOGGER.info("The report to {} about TLS on {} is sent", job.domain(), job.day());
        }
    }

    /** A server that starts has no way out yet: what is due then must not count as tried, and wait for an hour. */
    private void tellOfLack(Instant now) {
        if (!isLackTold && now.isAfter(begun.plus(STARTING))) {
            LOGGER.warn(
                    "Reports about TLS are set up, but none is sent: no processor in mailetcontainer.xml has the mailet"
                            + " SendTlsReports; add it, or empty tlsrpt.* in siegel.properties");
            isLackTold = true;
        }
    }

    /** Removes what was reported long ago. */
    public void sweep() {
        store.sweep(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(KEPT_DAYS));
    }

    private Duration delay() {
        return Duration.ofSeconds(random.nextLong(RANDOM_DELAY.toSeconds()));
    }

    private Course attempt(TlsReportJob job, Post way, Instant now) {
        Instant end = job.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isAfter(end.plus(LAST_TRY))) {
            LOGGER.warn(
                    "The report to {} about TLS on {} could not be delivered and is given up", job.domain(), job.day());
            return Course.NOTHING_TO_SEND;
        }
        DomainName domain = DomainName.of(job.domain());
        return switch (wishes.of(domain)) {
            case TlsRptRecord.Absent() -> Course.NOTHING_TO_SEND;
            case TlsRptRecord.Malformed(var _reason) -> Course.NOTHING_TO_SEND;
            case TlsRptRecord.Unknown(var _reason) -> Course.OPEN;
            case TlsRptRecord.Wanted(var mailboxes, var uploads) -> {
                var report = new ReportDocument(settings, job.day(), domain, store.counted(job.day(), job.domain()));
                yield isSent(report, mailboxes, uploads, way) ? Course.SENT : Course.OPEN;
            }
        };
    }

    /** A report is delivered when one of the receivers has it; each is tried. */
    private boolean isSent(ReportDocument report, List<URI> mailboxes, List<URI> uploads, Post way) {
        boolean isSent = false;
        for (URI to : uploads.stream().limit(MOST_RECEIVERS).toList()) {
            isSent |= isOver(report, to, upload.post(to, report.packed()));
        }
        for (URI to : mailboxes.stream().limit(MOST_RECEIVERS).toList()) {
            isSent |= isOver(report, to, mail(report, to, way));
        }
        return isSent;
    }

    private static boolean isOver(ReportDocument report, URI to, Optional<String> trouble) {
        trouble.ifPresent(why -> LOGGER.info(
                "The report to {} about TLS on {} did not reach {}: {}", report.domain(), report.day(), to, why));
        return trouble.isEmpty();
    }

    private Optional<String> mail(ReportDocument report, URI to, Post way) {
        String address = to.getSchemeSpecificPart().split("\\?", -1)[0];
        boolean isPlain = address.chars().allMatch(c -> c > ' ' && c <= '~' && "<>(),;:\\\"[]".indexOf(c) < 0);
        return isPlain
                ? way.send(settings.sender(), address, new ReportMessage(report, address).signed(clock.instant()))
                : Optional.of("the address cannot be used");
    }
}
