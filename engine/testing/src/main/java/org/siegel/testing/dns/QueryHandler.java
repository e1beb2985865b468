package org.siegel.testing.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;

/** From the bytes of a query to the bytes of its answer, or to the fault that was ordered for it. */
final class QueryHandler {
    /** What a client without EDNS can take over UDP (RFC 1035 §4.2.1). */
    private static final int PLAIN_UDP_SIZE = 512;

    static final int TCP_SIZE = 65535;

    private final Supplier<ZoneTree> tree;
    private final QueryLog log;
    private final Map<Question, DnsFault> faults = new ConcurrentHashMap<>();
    private volatile Duration latency = Duration.ZERO;

    QueryHandler(Supplier<ZoneTree> tree, QueryLog log) {
        this.tree = tree;
        this.log = log;
    }

    void latency(Duration perAnswer) {
        latency = perAnswer;
    }

    Map<Question, DnsFault> faults() {
        return faults;
    }

    void handleUdp(byte[] wire, Consumer<byte[]> reply) {
        handle(wire, false, reply);
    }

    void handleTcp(byte[] wire, Consumer<byte[]> reply) {
        handle(wire, true, reply);
    }

    private void handle(byte[] wire, boolean tcp, Consumer<byte[]> reply) {
        Message query = parse(wire);
        if (query == null || query.getHeader().getFlag(Flags.QR)) {
            return;
        }
        int size = tcp ? TCP_SIZE : udpSize(query);
        DnsFault fault = faultFor(query.getQuestion());
        switch (fault) {
            case null -> deliver(latency, () -> answer(query, size), reply);
            case DnsFault.ErrorCode(int rcode) -> deliver(latency, () -> withCode(query, rcode), reply);
            case DnsFault.NoDataWithoutSoa() ->
                deliver(latency, () -> Recursion.emptyReply(query).toWire(), reply);
            case DnsFault.Late(var delay) -> deliver(latency.plus(delay), () -> answer(query, size), reply);
            case DnsFault.Garbage() -> deliver(latency, () -> firstHalf(answer(query, size)), reply);
            case DnsFault.Silence() -> {}
        }
    }

    private @Nullable DnsFault faultFor(@Nullable Record asked) {
        if (asked == null) {
            return null;
        }
        var question = new Question(asked.getName(), asked.getType());
        log.count(question);
        return faults.get(question);
    }

    private void deliver(Duration delay, Supplier<byte[]> answer, Consumer<byte[]> reply) {
        if (delay.isZero()) {
            reply.accept(answer.get());
        } else {
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                    .execute(() -> reply.accept(answer.get()));
        }
    }

    private byte[] answer(Message query, int size) {
        Message reply = new Recursion(tree.get()).answer(query);
        byte[] wire = reply.toWire(TCP_SIZE);
        if (wire.length <= size) {
            return wire;
        }
        Message truncated = Recursion.emptyReply(query);
        truncated.getHeader().setFlag(Flags.TC);
        truncated.getHeader().setRcode(reply.getRcode());
        return truncated.toWire(size);
    }

    private static byte[] withCode(Message query, int rcode) {
        Message reply = Recursion.emptyReply(query);
        reply.getHeader().setRcode(rcode);
        return reply.toWire();
    }

    private static byte[] firstHalf(byte[] wire) {
        return Arrays.copyOf(wire, wire.length / 2);
    }

    private static int udpSize(Message query) {
        OPTRecord opt = query.getOPT();
        return opt == null ? PLAIN_UDP_SIZE : Math.max(PLAIN_UDP_SIZE, opt.getPayloadSize());
    }

    private static @Nullable Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException unreadable) {
            // Whoever sends what is no DNS message gets no answer, as from any name server under attack.
            return null;
        }
    }
}
