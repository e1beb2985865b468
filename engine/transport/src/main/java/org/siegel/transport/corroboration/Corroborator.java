package org.siegel.transport.corroboration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.DomainName;
import org.siegel.transport.resolver.RemoteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what our own resolver found with what others see, and with what was seen before. The idea is that of certificate
 * authorities, which look from several places: who lies to all of them, for weeks, controls the domain or its name servers.
 */
public final class Corroborator implements CorroborationSource {

    private static final Logger LOGGER = LoggerFactory.getLogger(Corroborator.class);
    private static final Duration RELIED_ON = Duration.ofMinutes(5);
    private static final int REMEMBERED = 20_000;

    private final PerspectiveQuestions questions;
    private final CorroborationRules rules;
    private final SightingMemory memory;
    private final Clock clock;
    private final Cache<DomainName, Dated> mxRecords =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<DomainName, Dated> hosts =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Dated(Agreement agreement, Instant at) {}

    /**
     * Asks nothing yet.
     *
     * @param executor for blocking work; virtual threads are meant
     * @throws IllegalArgumentException if there are fewer resolvers than the quorum, or one is there twice
     */
    public Corroborator(
            List<RemoteResolver> perspectives,
            CorroborationRules rules,
            SightingMemory memory,
            Executor executor,
            Clock clock) {
        if (perspectives.stream().map(RemoteResolver::name).distinct().count() < perspectives.size()) {
            throw new IllegalArgumentException("a resolver is listed twice, but counts once");
        }
        if (perspectives.size() < rules.quorum()) {
            throw new IllegalArgumentException("the policy lets 'corroborated' count with a quorum of " + rules.quorum()
                    + " resolvers, but " + perspectives.size() + " are configured");
        }
        this.questions = new PerspectiveQuestions(perspectives, executor);
        this.rules = rules;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public CorroborationStanding of(DomainName domain, DomainName host, List<InetAddress> addresses) {
        Agreement mx = agreement(
                mxRecords, domain, "mail servers", name -> Agreement.onAll(questions.mx(name), rules.quorum()));
        return switch (mx) {
            case Agreement.TooFew(var detail) -> new CorroborationStanding.Unclear(detail);
            case Agreement.Split(var detail) -> new CorroborationStanding.Contradicted("mail servers: " + detail);
            case Agreement.Agreed(var records, var resolvers) ->
                names(records, domain, host)
                        ? withAddresses(domain, host, addresses, resolvers)
                        : contradicted(
                                domain, "our resolver found the mail server " + host + ", which the others do not see");
        };
    }

    /** Without MX records the domain is its own mail server (RFC 5321 §5.1). */
    private static boolean names(Set<String> records, DomainName domain, DomainName host) {
        return records.isEmpty()
                ? host.equals(domain)
                : records.stream()
                        .anyMatch(record ->
                                record.substring(record.indexOf(' ') + 1).equals(host.ascii()));
    }

    private CorroborationStanding withAddresses(
            DomainName domain, DomainName host, List<InetAddress> addresses, int byMx) {
        Agreement seen = agreement(
                hosts, host, "addresses", name -> Agreement.onShared(questions.addresses(name), rules.quorum()));
        return switch (seen) {
            case Agreement.TooFew(var detail) -> new CorroborationStanding.Unclear(detail);
            case Agreement.Split(var detail) -> new CorroborationStanding.Contradicted("addresses: " + detail);
            case Agreement.Agreed(var values, var resolvers) -> {
                Set<String> ours =
                        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.toSet());
                yield values.containsAll(ours)
                        ? aged(domain, host, ours, Math.min(byMx, resolvers))
                        : contradicted(
                                domain,
                                "our resolver found an address of " + host + " that too few others see: "
                                        + String.join(", ", ours));
            }
        };
    }

    private CorroborationStanding aged(DomainName domain, DomainName host, Set<String> addresses, int resolvers) {
        Set<Sighting> seen = new HashSet<>();
        seen.add(new Sighting(host.ascii(), ""));
        addresses.forEach(address -> seen.add(new Sighting(host.ascii(), address)));
        Instant now = clock.instant();
        Instant since = memory.note(domain, seen, now).values().stream()
                .max(Comparator.naturalOrder())
                .orElse(now);
        return since.plus(rules.minimumAge()).isAfter(now)
                ? new CorroborationStanding.TooYoung(resolvers, since)
                : new CorroborationStanding.Corroborated(resolvers, since);
    }

    private Agreement agreement(
            Cache<DomainName, Dated> cache, DomainName name, String what, Function<DomainName, Agreement> asking) {
        Dated known = cache.getIfPresent(name);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(RELIED_ON))) {
            return known.agreement();
        }
        Agreement agreement = asking.apply(name);
        if (agreement instanceof Agreement.Split(var detail)) {
            LOGGER.warn("ALARM: resolvers see different {} of {}: {}", what, name, detail);
        }
        cache.put(name, new Dated(agreement, now));
        return agreement;
    }

    private static CorroborationStanding contradicted(DomainName domain, String detail) {
        LOGGER.warn("ALARM: resolvers contradict each other about {}: {}", domain, detail);
        return new CorroborationStanding.Contradicted(detail);
    }
}
