package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.siegel.transport.resolver.RemoteResolver;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/**
 * The resolver below the validator: remembers raw answers for their time to live and asks each question only once at a
 * time. The validator asks for the keys of each zone on the way from the root again and again.
 */
final class Upstream implements Resolver {

    /** In octets on the wire, of which an answer takes some hundred; by number, huge ones would take gigabytes. */
    static final long REMEMBERED = 24L << 20;

    private static final int LEAST_WEIGHT = 256;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** What passes everywhere in one packet (DNS flag day 2020). */
    private static final int UDP_SIZE = 1_232;

    private final RemoteResolver network;
    private final Executor executor;
    private final Clock clock;
    private final ZoneKeys keys;
    private final AsyncCache<Question, Reply> replies;
    private final ConcurrentMap<Question, CompletableFuture<Reply>> held = new ConcurrentHashMap<>();

    Upstream(RemoteResolver network, ZoneKeys keys, Executor executor, Clock clock) {
        this.network = network;
        this.keys = keys;
        this.executor = executor;
        this.clock = clock;
        this.replies = Caffeine.newBuilder()
                .maximumWeight(REMEMBERED)
                .weigher((Question _q, Reply reply) -> weight(reply))
                .executor(Runnable::run)
                .ticker(new ClockTicker(clock))
                .expireAfter(Expiry.writing((Question _q, Reply reply) -> timeToLive(reply)))
                .buildAsync();
    }

    /** What came, or why nothing came: as a value, because the cache would log an exception as a fault of its own. */
    private sealed interface Reply {
        record Came(Message answer) implements Reply {}

        record Missing(Throwable why) implements Reply {}
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        if (InsecurityProof.isExhibit(query)) {
            return CompletableFuture.completedStage(InsecurityProof.exhibit(query));
        }
        Question asked = question(query);
        CompletableFuture<Reply> ahead = held.get(asked);
        return (ahead == null ? reply(asked, query) : ahead).thenCompose(reply -> switch (reply) {
            case Reply.Came(var answer) -> CompletableFuture.completedStage(answerTo(query, answer));
            case Reply.Missing(var why) -> CompletableFuture.failedStage(why);
        });
    }

    private CompletableFuture<Reply> reply(Question asked, Message query) {
        return replies.get(asked, (_key, _executor) -> CompletableFuture.supplyAsync(() -> ask(query), this.executor));
    }

    /**
     * Begins to fetch the answer that a look-up is about. Until it is released, it is there for that look-up even if it may
     * not be kept (RFC 1035 §3.2.1).
     */
    void hold(Name name, int type) {
        Message query = question(name, type);
        Question asked = question(query);
        held.put(asked, reply(asked, query));
    }

    void release(Name name, int type) {
        Question asked = question(question(name, type));
        CompletableFuture<Reply> reply = held.remove(asked);
        // The cache notices by itself, but not at once.
        if (reply != null && reply.isDone() && timeToLive(reply.join()).isZero()) {
            replies.asMap().remove(asked, reply);
        }
    }

    /** Begins to fetch an answer, which then waits in the cache; also if somebody asked for it a moment before. */
    CompletionStage<Message> fetch(Name name, int type) {
        return sendAsync(question(name, type), executor);
    }

    static Message question(Name name, int type) {
        return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    private Reply ask(Message query) {
        try {
            Message answer = network.ask(unchecked(query));
            return new Reply.Came(keys.takenOver(InsecurityProof.withoutForeignSignatures(answer)));
        } catch (IOException e) {
            return new Reply.Missing(e);
        }
    }

    /**
     * With signatures, but not checked elsewhere: what is wrong is found out here, and told apart from what could not be had
     * (RFC 4035 §3.2.1, §3.2.2).
     */
    static Message unchecked(Message query) {
        Message unchecked = new Message();
        unchecked.getHeader().setFlag(Flags.RD);
        unchecked.getHeader().setFlag(Flags.CD);
        unchecked.addRecord(query.getQuestion(), Section.QUESTION);
        unchecked.addRecord(new OPTRecord(UDP_SIZE, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
        return unchecked;
    }

    /**
     * Forgets the answer to a question and the keys on the way to it, because they did not fit together: a forged packet
     * must not be believed longer than it takes to ask again.
     */
    void forget(Message query) {
        Question asked = question(query);
        Set<Name> names = Stream.concat(Stream.of(asked.name()), ChainPrefetch.aliases(cached(asked)))
                .collect(Collectors.toSet());
        replies.asMap().keySet().removeIf(question -> names.stream().anyMatch(name -> name.subdomain(question.name())));
    }

    private Message cached(Question asked) {
        CompletableFuture<Reply> reply = replies.getIfPresent(asked);
        return reply != null && reply.isDone() && reply.join() instanceof Reply.Came(var answer)
                ? answer
                : new Message();
    }

    private static Question question(Message query) {
        Record question = query.getQuestion();
        return new Question(question.getName(), question.getType(), question.getDClass());
    }

    private static Message answerTo(Message query, Message answer) {
        Message copy = answer.clone();
        copy.getHeader().setID(query.getHeader().getID());
        return copy;
    }

    private static int weight(Reply reply) {
        return switch (reply) {
            case Reply.Came(var answer) -> Math.max(LEAST_WEIGHT, answer.numBytes());
            case Reply.Missing _missing -> LEAST_WEIGHT;
        };
    }

    /** Octets of the answers that are remembered now. */
    long remembered() {
        var eviction = replies.synchronous().policy().eviction().orElseThrow();
        replies.synchronous().cleanUp();
        return eviction.weightedSize().orElseThrow();
    }

    private Duration timeToLive(Reply reply) {
        return switch (reply) {
            case Reply.Came(var answer) -> {
                boolean isAnswer = answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN;
                yield isAnswer ? AnswerTtl.of(answer, LONGEST, clock.instant()) : Duration.ZERO;
            }
            // The same look-up asks for it again at once, and would wait for the silence again.
            case Reply.Missing _missing -> SILENCE;
        };
    }

    private record Question(Name name, int type, int dclass) {}

    // How the network is asked is not for the validator to say.

    @Override
    public void setPort(int _port) {}

    @Override
    public void setTCP(boolean _always) {}

    @Override
    public void setIgnoreTruncation(boolean _ignored) {}

    @Override
    public void setEDNS(int _version, int _payloadSize, int _flags, List<EDNSOption> _options) {}

    @Override
    public void setTSIGKey(TSIG _key) {}

    @Override
    public void setTimeout(Duration _timeout) {}
}
