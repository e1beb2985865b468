package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * The resolver below the validator: remembers raw answers for their time to live and asks each question only once at a
 * time. The validator asks for the keys of each zone on the way from the root again and again.
 */
final class Upstream implements Resolver {

    private static final int REMEMBERED = 50_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Resolver network;
    private final AsyncCache<Question, Message> answers;

    Upstream(Resolver network, Executor executor) {
        this.network = network;
        this.answers = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(executor)
                .expireAfter(Expiry.writing((Question _q, Message answer) -> timeToLive(answer)))
                .buildAsync();
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        Record question = query.getQuestion();
        return answers.get(
                        new Question(question.getName(), question.getType(), question.getDClass()),
                        (_key, _executor) ->
                                network.sendAsync(query, executor).toCompletableFuture())
                .thenApply(answer -> answerTo(query, answer));
    }

    private static Message answerTo(Message query, Message answer) {
        Message copy = answer.clone();
        copy.getHeader().setID(query.getHeader().getID());
        return copy;
    }

    private static Duration timeToLive(Message answer) {
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return Duration.ZERO;
        }
        return AnswerTtl.of(answer, LONGEST);
    }

    private record Question(Name name, int type, int dclass) {}

    @Override
    public void setPort(int port) {
        network.setPort(port);
    }

    @Override
    public void setTCP(boolean always) {
        network.setTCP(always);
    }

    @Override
    public void setIgnoreTruncation(boolean ignored) {
        network.setIgnoreTruncation(ignored);
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        network.setEDNS(version, payloadSize, flags, options);
    }

    @Override
    public void setTSIGKey(TSIG key) {
        network.setTSIGKey(key);
    }

    @Override
    public void setTimeout(Duration timeout) {
        network.setTimeout(timeout);
    }

    @Override
    public Duration getTimeout() {
        return network.getTimeout();
    }
}
