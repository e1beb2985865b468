package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.resolver.RemoteResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Validates on this side of the wire with dnsjava, over any recursive resolver that passes DNSSEC records on. Validated
 * answers are kept within their time to live, and equal questions at one time are asked once.
 */
public final class DnsjavaValidator implements ValidatingDns {

    /** About as many octets of records; most answers have a few dozen. */
    private static final long REMEMBERED = 16L << 20;

    private static final int LEAST_WEIGHT = 256;
    /** As unbound has it. */
    private static final int MOST_ITERATIONS = 150;

    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(5);

    private final ZoneKeys keys = new ZoneKeys();
    private final Upstream upstream;
    private final ChainPrefetch chain;
    private final ValidatingResolver resolver;
    private final Clock clock;
    private final Executor executor;
    private final AnswerReader reader;
    private final InsecurityProof insecurity;
    private final AsyncCache<Question, DnsAnswer> answers;

    private record Question(DomainName name, int type) {}

    /**
     * Sets up; asks nothing yet.
     *
     * @param recursive a recursive resolver that passes DNSSEC records on
     * @param threads   for blocking work; virtual threads are meant
     */
    public DnsjavaValidator(RemoteResolver recursive, TrustAnchors anchors, Clock clock, ThreadFactory threads) {
        this.clock = clock;
        this.reader = new AnswerReader(clock);
        // Without an executor the validator falls back to the common pool.
        this.executor = task -> threads.newThread(task).start();
        this.upstream = new Upstream(recursive, keys, executor, clock);
        this.chain = new ChainPrefetch(upstream);
        this.resolver = new ValidatingResolver(upstream, clock);
        try {
            resolver.init(settings());
            resolver.loadTrustAnchors(anchors.stream());
        } catch (IOException e) {
            throw new IllegalArgumentException("The DNSSEC trust anchors cannot be read: " + e.getMessage(), e);
        }
        this.insecurity = new InsecurityProof(resolver, executor);
        this.answers = Caffeine.newBuilder()
                .maximumWeight(REMEMBERED)
                .weigher((Question _question, DnsAnswer answer) -> weight(answer))
                .executor(Runnable::run)
                .ticker(new ClockTicker(clock))
                .expireAfter(Expiry.writing((Question _question, DnsAnswer answer) -> keep(answer)))
                .buildAsync();
    }

    /**
     * SHA-1 signatures prove nothing any more: a zone that has no others counts as unsigned (RFC 4035 §5.2). Denials with
     * more iterations than anybody needs prove nothing either, whatever the keys (RFC 9276 §3.2).
     */
    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("dnsjava.dnssec.algorithm.5", "false");
        settings.setProperty("dnsjava.dnssec.algorithm.7", "false");
        settings.setProperty("dnsjava.dnssec.nsec3.iterations.1024", Integer.toString(MOST_ITERATIONS));
        return settings;
    }

    @Override
    public DnsAnswer query(DomainName name, int type) {
        CompletableFuture<DnsAnswer> request = request(name, type);
        DnsAnswer answer = request.join();
        if (keep(answer).isZero()) {
            // The cache notices by itself, but not at once.
            answers.asMap().remove(new Question(name, type), request);
        }
        return answer;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever needs the answer asks with query()
    public void prefetch(DomainName name, int type) {
        request(name, type);
    }

    @Override
    public void expect(DomainName name, int type) {
        chain.begin(dnsName(name), type);
    }

    private CompletableFuture<DnsAnswer> request(DomainName name, int type) {
        return answers.get(new Question(name, type), (_question, _executor) -> {
            Name asked = dnsName(name);
            upstream.hold(asked, type);
            chain.begin(asked, type);
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return ask(name, type);
                        } finally {
                            upstream.release(asked, type);
                        }
                    },
                    executor);
        });
    }

    /** As the validator has it, from no cache of answers: with AD if it is secure, SERVFAIL if it is bogus. */
    Message validated(Name name, int type) {
        return exchange(resolver, Upstream.question(name, type));
    }

    /** How many signatures of elliptic curves were computed with. */
    long signaturesChecked() {
        return keys.checked();
    }

    private DnsAnswer ask(DomainName name, int type) {
        Message question = question(name, type);
        Message answer;
        try {
            answer = exchange(resolver, question);
        } catch (CompletionException e) {
            return new DnsAnswer.Failed(false, "no usable answer to " + describe(name, type) + ": " + rootCause(e));
        }
        DnsAnswer validated = reader.read(answer, name, type);
        if (isProven(validated, answer)) {
            return unlessAnAliasFails(validated, answer, name);
        }
        DnsAnswer known = withoutItsWord(validated, name, question);
        upstream.forget(question);
        return known;
    }

    private boolean isProven(DnsAnswer validated, Message answer) {
        return switch (validated) {
            case DnsAnswer.Found found -> found.security() == Security.SECURE || insecurity.holdsForAny(names(answer));
            case DnsAnswer.Absent absent ->
                absent.security() == Security.SECURE || insecurity.holdsForAny(names(answer));
            case DnsAnswer.Failed _failed -> false;
        };
    }

    /**
     * dnsjava looks no further than the first alias that is insecure, but an error behind it fails the look-up all the same
     * (RFC 7672 §2.1.3): what lies in a signed zone there is asked for by itself.
     */
    private DnsAnswer unlessAnAliasFails(DnsAnswer validated, Message answer, DomainName name) {
        List<Name> aliases = ChainPrefetch.aliases(answer).toList();
        if (aliases.isEmpty() || answer.getHeader().getFlag(Flags.AD)) {
            return validated;
        }
        if (aliases.size() > AnswerReader.ALIASES) {
            return new DnsAnswer.Failed(false, "more than " + AnswerReader.ALIASES + " aliases from " + name);
        }
        int type = answer.getQuestion().getType();
        return aliases.stream()
                .filter(target -> !insecurity.holdsFor(target))
                .map(target -> behindAlias(target, name, type))
                .filter(DnsAnswer.Failed.class::isInstance)
                .findFirst()
                .orElse(validated);
    }

    private DnsAnswer behindAlias(Name target, DomainName name, int type) {
        try {
            Message question = Upstream.question(target, type);
            return reader.read(exchange(resolver, question), name, type);
        } catch (CompletionException e) {
            return new DnsAnswer.Failed(
                    false, "no usable answer to " + describe(name, type) + " behind its alias: " + rootCause(e));
        }
    }

    /** The name that was asked for, and those that it is an alias of. */
    private static List<Name> names(Message answer) {
        return Stream.concat(Stream.of(answer.getQuestion().getName()), ChainPrefetch.aliases(answer))
                .toList();
    }

    /**
     * What an answer comes to that dnsjava refuses, or calls insecure without proof. A refused one may still be a negative
     * answer without SOA record from an unsigned zone, where nothing could prove it anyway; such zones exist.
     */
    private DnsAnswer withoutItsWord(DnsAnswer validated, DomainName name, Message question) {
        try {
            Message unvalidated = exchange(upstream, question);
            int code = unvalidated.getRcode();
            if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
                return new DnsAnswer.Failed(
                        false, "the resolver answered " + Rcode.string(code) + " to " + describe(name, question));
            }
            if (!(validated instanceof DnsAnswer.Failed)) {
                return new DnsAnswer.Failed(
                        false,
                        "the answer to " + describe(name, question)
                                + " is not signed, and it could not be proven that its zone is not");
            }
            return AnswerReader.isEmpty(unvalidated)
                            && insecurity.holdsForAny(
                                    List.of(question.getQuestion().getName()))
                    ? new DnsAnswer.Absent(
                            code != Rcode.NXDOMAIN,
                            Security.INSECURE,
                            clock.instant().plus(FAILURE_REMEMBERED))
                    : validated;
        } catch (CompletionException _noAnswer) {
            return validated instanceof DnsAnswer.Failed
                    ? validated
                    : new DnsAnswer.Failed(false, "no usable answer to " + describe(name, question));
        }
    }

    private Message exchange(Resolver over, Message question) {
        return over.sendAsync(question, executor).toCompletableFuture().join();
    }

    private static Message question(DomainName name, int type) {
        return Upstream.question(dnsName(name), type);
    }

    private static Name dnsName(DomainName name) {
        try {
            return Name.fromString(name.ascii() + ".");
        } catch (TextParseException e) {
            throw new IllegalStateException("A domain name that DNS cannot hold: " + name, e);
        }
    }

    private static String describe(DomainName name, Message question) {
        return describe(name, question.getQuestion().getType());
    }

    private static String describe(DomainName name, int type) {
        return name + " " + Type.string(type);
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static int weight(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Found found ->
                LEAST_WEIGHT
                        + found.records().stream()
                                .mapToInt(record -> LEAST_WEIGHT / 2 + record.rdataToWireCanonical().length)
                                .sum();
            case DnsAnswer.Absent _absent -> LEAST_WEIGHT;
            case DnsAnswer.Failed _failed -> LEAST_WEIGHT;
        };
    }

    private Duration keep(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Found found -> until(found.validUntil());
            case DnsAnswer.Absent absent -> until(absent.validUntil());
            case DnsAnswer.Failed _failed -> FAILURE_REMEMBERED;
        };
    }

    private Duration until(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
