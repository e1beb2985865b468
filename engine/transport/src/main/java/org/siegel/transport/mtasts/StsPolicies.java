package org.siegel.transport.mtasts;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.PolicyFetcher.Fetch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The policies of all domains. Every look-up asks for the domain's TXT record, so a policy that was changed is noticed with
 * the next mail, and before a mail is given up (RFC 8461 §5); while the new one cannot be had, the old one holds.
 */
public final class StsPolicies implements StsSource {

    private static final Logger LOGGER = LoggerFactory.getLogger(StsPolicies.class);

    /** How long a look-up waits for a new policy while an old one may still be relied on. */
    private static final Duration WITH_ONE_AT_HAND = Duration.ofSeconds(5);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final int REFRESHED_AT_ONCE = 100;

    private final ValidatingDns dns;
    private final PolicyFetcher fetcher;
    private final PolicyMemory memory;
    private final Executor executor;
    private final RandomGenerator random;
    private final Clock clock;
    private final RecentFailures failures;
    private final ConcurrentMap<DomainName, CompletableFuture<Fetch>> fetching = new ConcurrentHashMap<>();

    /**
     * Asks nothing yet.
     *
     * @param executor for blocking work; virtual threads are meant
     * @param random   spreads refreshing over the day
     */
    public StsPolicies(
            ValidatingDns dns,
            PolicyFetcher fetcher,
            PolicyMemory memory,
            Executor executor,
            RandomGenerator random,
            Clock clock) {
        this.dns = dns;
        this.fetcher = fetcher;
        this.memory = memory;
        this.executor = executor;
        this.random = random;
        this.clock = clock;
        this.failures = new RecentFailures(clock);
    }

    @Override
    public CompletableFuture<StsLookup> policyFor(DomainName domain) {
        CompletableFuture<StsRecord> record = CompletableFuture.supplyAsync(() -> record(domain), executor);
        return CompletableFuture.supplyAsync(() -> valid(domain), executor)
                .thenCombine(record, Known::new)
                .thenCompose(known -> weigh(domain, known.cached(), known.announced()));
    }

    private record Known(Optional<RememberedPolicy> cached, StsRecord announced) {}

    private Optional<RememberedPolicy> valid(DomainName domain) {
        Instant now = clock.instant();
        return memory.find(domain).filter(policy -> policy.isValidAt(now));
    }

    private CompletableFuture<StsLookup> weigh(
            DomainName domain, Optional<RememberedPolicy> cached, StsRecord announced) {
        return switch (announced) {
            case StsRecord.Present(var id) ->
                cached.filter(policy -> policy.id().equals(id))
                        .map(StsPolicies::inForce)
                        .orElseGet(() -> anew(domain, id, cached));
            // Whatever becomes of the record, the policy holds until its time is over (RFC 8461 §3.1).
            case StsRecord.Absent() -> cached.map(StsPolicies::inForce).orElseGet(() -> done(new StsLookup.None()));
            case StsRecord.Malformed(var reason) ->
                cached.map(StsPolicies::inForce).orElseGet(() -> missing(reason));
            case StsRecord.Unknown(var reason) ->
                cached.map(StsPolicies::inForce).orElseGet(() -> missing(reason));
        };
    }

    private CompletableFuture<StsLookup> anew(DomainName domain, String id, Optional<RememberedPolicy> cached) {
        Optional<StsLookup.Missing> failure = failures.of(domain, id);
        if (failure.isPresent()) {
            return cached.map(StsPolicies::inForce).orElseGet(() -> done(failure.get()));
        }
        CompletableFuture<StsLookup> lookup = fetch(domain, id).thenApply(fetch -> switch (fetch) {
            case Fetch.Fetched(var policy) ->
                new StsLookup.Applies(policy, clock.instant().plus(policy.maxAge()));
            case Fetch.Missed(var trouble, var reason) ->
                cached.map(StsPolicies::applies).orElseGet(() -> new StsLookup.Missing(Optional.of(trouble), reason));
        });
        return cached.map(old -> lookup.copy()
                        .completeOnTimeout(applies(old), WITH_ONE_AT_HAND.toMillis(), TimeUnit.MILLISECONDS))
                .orElse(lookup);
    }

    /** One fetch for a domain at a time, for all who wait for it. */
    private CompletableFuture<Fetch> fetch(DomainName domain, String id) {
        CompletableFuture<Fetch> own = new CompletableFuture<>();
        CompletableFuture<Fetch> other = fetching.putIfAbsent(domain, own);
        if (other != null) {
            return other;
        }
        return own.completeAsync(
                () -> {
                    try {
                        return fetchNow(domain, id);
                    } finally {
                        fetching.remove(domain, own);
                    }
                },
                executor);
    }

    private Fetch fetchNow(DomainName domain, String id) {
        Optional<RememberedPolicy> meanwhile =
                valid(domain).filter(policy -> policy.id().equals(id));
        if (meanwhile.isPresent()) {
            return new Fetch.Fetched(meanwhile.get().policy()); // by somebody who asked a moment before
        }
        Fetch fetch = fetcher.fetch(domain);
        switch (fetch) {
            case Fetch.Fetched(var policy) -> {
                Instant now = clock.instant();
                memory.remember(new RememberedPolicy(domain, id, policy, now, now.plus(nextDay())));
            }
            case Fetch.Missed(var trouble, var reason) -> {
                failures.note(domain, id, new StsLookup.Missing(Optional.of(trouble), reason));
                LOGGER.warn(
                        "{} announces an MTA-STS policy that could not be fetched ({}): {}", domain, trouble, reason);
            }
        }
        return fetch;
    }

    /**
     * Fetches anew what has been kept for a day, so that nobody can keep a newer policy from us by blocking its fetch when a
     * mail is sent (RFC 8461 §3.3), and takes away what has expired. Several nodes share the work.
     */
    public void refresh() {
        Instant now = clock.instant();
        memory.forgetExpired(now);
        for (List<RememberedPolicy> due = memory.due(now, REFRESHED_AT_ONCE);
                !due.isEmpty();
                due = memory.due(now, REFRESHED_AT_ONCE)) {
            CompletableFuture.allOf(due.stream()
                            .filter(policy ->
                                    memory.claim(policy, now.plus(RETRY).plus(part(RETRY))))
                            .map(policy -> CompletableFuture.runAsync(() -> refresh(policy), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private void refresh(RememberedPolicy known) {
        switch (fetcher.fetch(known.domain())) {
            case Fetch.Fetched(var policy) -> {
                String id = record(known.domain()) instanceof StsRecord.Present(var present) ? present : known.id();
                Instant now = clock.instant();
                memory.remember(new RememberedPolicy(known.domain(), id, policy, now, now.plus(nextDay())));
            }
            case Fetch.Missed(var trouble, var reason) -> {
                if (known.policy().mode() != StsPolicy.Mode.NONE) {
                    LOGGER.warn(
                            "The MTA-STS policy of {} could not be fetched anew ({}): {}. The one of {} holds until {}.",
                            known.domain(),
                            trouble,
                            reason,
                            known.fetched(),
                            known.validUntil());
                }
            }
        }
    }

    private StsRecord record(DomainName domain) {
        DomainName name;
        try {
            name = DomainName.of("_mta-sts." + domain);
        } catch (IllegalArgumentException _tooLong) {
            return new StsRecord.Absent();
        }
        return switch (dns.query(name, Type.TXT)) {
            case DnsAnswer.Found found ->
                StsRecord.of(found.records().stream()
                        .map(record -> text((TXTRecord) record))
                        .toList());
            case DnsAnswer.Absent _absent -> new StsRecord.Absent();
            case DnsAnswer.Failed(var _isBogus, var reason) ->
                new StsRecord.Unknown("the record that announces it could not be looked up: " + reason);
        };
    }

    private static String text(TXTRecord record) {
        return record.getStringsAsByteArrays().stream()
                .map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    private Duration nextDay() {
        return DAY.minus(part(DAY.dividedBy(4)));
    }

    private Duration part(Duration most) {
        return Duration.ofSeconds(random.nextLong(most.toSeconds()));
    }

    private static CompletableFuture<StsLookup> inForce(RememberedPolicy policy) {
        return done(applies(policy));
    }

    private static StsLookup applies(RememberedPolicy policy) {
        return new StsLookup.Applies(policy.policy(), policy.validUntil());
    }

    private static CompletableFuture<StsLookup> missing(String reason) {
        return done(new StsLookup.Missing(Optional.empty(), reason));
    }

    private static CompletableFuture<StsLookup> done(StsLookup lookup) {
        return CompletableFuture.completedFuture(lookup);
    }
}
