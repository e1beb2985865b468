package org.siegel.transport.downgrade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.transport.downgrade.RememberedGrade.Look;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what is seen of a domain with the best that was seen before, and raises the alarm where it is less. */
public final class GradeWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(GradeWatch.class);

    /** What another node or a command changed is known here after so long. */
    private static final Duration RELIED_ON = Duration.ofSeconds(10);

    private static final int RELIED_ON_AT_ONCE = 10_000;
    private static final int TRIES = 20;

    private final GradeMemory memory;
    private final String basis;
    private final Runnable alarm;
    private final Clock clock;
    private final Cache<DomainName, Optional<RememberedGrade>> known = Caffeine.newBuilder()
            .maximumSize(RELIED_ON_AT_ONCE)
            .expireAfterWrite(RELIED_ON)
            .build();

    /**
     * Watches.
     *
     * @param basis what grades are judged by; see {@link #basis}
     * @param alarm is run with every new drop, beside the line in the log
     */
    public GradeWatch(GradeMemory memory, String basis, Runnable alarm, Clock clock) {
        this.memory = memory;
        this.basis = basis;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** Remembers nothing and so never raises an alarm. */
    public static GradeWatch none(Clock clock) {
        return new GradeWatch(GradeMemory.none(), "", () -> {}, clock);
    }

    /** What grades are judged by, under these rules and this profile. */
    public static String basis(TransportRules rules, String profile) {
        return profile + "; "
                + rules.secureMx().stream().map(MxTrust::configName).sorted().collect(Collectors.joining(", "));
    }

    /** What is remembered of the domain. */
    public Optional<RememberedGrade> of(DomainName domain) {
        return known.get(domain, memory::find);
    }

    /** The same, if the domain has dropped below it and nobody confirmed that. */
    public Optional<RememberedGrade> dropped(DomainName domain) {
        return of(domain).filter(remembered -> remembered.drop().isPresent());
    }

    /** What a connection to the domain must reach so as not to be worse than before; nothing if it was judged by other rules. */
    public TransportGrade floor(DomainName domain) {
        return of(domain)
                .filter(remembered -> remembered.basis().equals(basis))
                .map(RememberedGrade::grade)
                .orElse(TransportGrade.NONE);
    }

    /** All that have. */
    public List<RememberedGrade> dropped() {
        return memory.dropped();
    }

    /**
     * The domain was seen at this grade.
     *
     * @param isComplete whether every mail server was asked that mail may be given to
     * @param why        what keeps it from a better one
     */
    public void saw(DomainName domain, TransportGrade grade, boolean isComplete, String why) {
        Look look = new Look(domain, grade, isComplete, why, basis);
        change(
                domain,
                before -> before.isPresent()
                        ? before.map(remembered -> remembered.after(look, clock.instant()))
                        : RememberedGrade.first(look, clock.instant()));
    }

    /**
     * Somebody takes the lower grade for right.
     *
     * @return whether that was the grade that the domain had dropped to
     */
    public boolean confirm(DomainName domain, TransportGrade lower, String by) {
        boolean isConfirmed = change(
                domain, before -> before.flatMap(remembered -> remembered.confirmed(lower, by, clock.instant())));
        if (isConfirmed) {
            LOGGER.info("{} confirmed that {} is reached at '{}' now", by, domain, lower.configName());
        }
        return isConfirmed;
    }

    private boolean change(DomainName domain, UnaryOperator<Optional<RememberedGrade>> step) {
        for (int i = 0; i < TRIES; i++) {
            Optional<RememberedGrade> before = memory.find(domain);
            Optional<RememberedGrade> after = step.apply(before);
            if (after.isEmpty() || after.equals(before)) {
                known.put(domain, before);
                return false;
            }
            if (memory.replace(before, after.get())) {
                known.put(domain, after);
                tell(before.flatMap(RememberedGrade::drop), after.get());
                return true;
            }
        }
        throw new IllegalStateException("What is remembered of " + domain + " is changed by others all the time");
    }

    private void tell(Optional<RememberedGrade.Drop> before, RememberedGrade after) {
        if (after.drop().isPresent() && !after.drop().equals(before)) {
            LOGGER.error(
                    "ALARM: downgrade: {}. Mail to it is kept back. Find out whether that is meant; if so: ./siegel downgrades"
                            + " confirm {}",
                    after.words().orElse(""),
                    after.domain());
            alarm.run();
        } else if (after.drop().isEmpty()
                && before.isPresent()
                && after.confirmation().isEmpty()) {
            LOGGER.info(
                    "The downgrade of {} is over: it is reached at '{}' again",
                    after.domain(),
                    after.grade().configName());
        }
    }
}
