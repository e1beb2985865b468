package org.siegel.testing.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A DNS server on loopback that answers for a whole signed tree, from a root of its own down, as a recursive resolver
 * would that is security-aware but leaves validation to its client (RFC 4035 §3.2). Denial of existence is by NSEC.
 * Wildcards and DNAME records are not expanded.
 *
 * <p>Records and faults may be changed while it runs, from any thread. Types are constants of
 * {@link org.xbill.DNS.Type}; names may end with a dot or not, and are absolute unless said otherwise.
 */
public final class SignedDnsWorld implements AutoCloseable {
    private final Clock clock;
    private final QueryLog log = new QueryLog();
    private final QueryHandler handler;
    private final DnsSockets sockets;
    private final List<String> trustAnchors;
    private NavigableMap<Name, ZonePlan> plans;
    private volatile ZoneTree tree;

    SignedDnsWorld(Clock clock, NavigableMap<Name, ZonePlan> plans, InetAddress address, int port) {
        this.clock = clock;
        this.plans = new TreeMap<>(plans);
        this.tree = new ZoneTree(plans, clock);
        this.trustAnchors = plans.values().stream()
                .filter(plan -> plan.origin().equals(Name.root))
                .flatMap(root -> root.trustAnchors().stream())
                .map(Record::toString)
                .toList();
        this.handler = new QueryHandler(() -> tree, log);
        this.sockets = DnsSockets.open(address, port, handler);
    }

    /** A world whose signatures are valid around the time that this clock shows. */
    public static DnsWorldBuilder at(Clock clock) {
        return new DnsWorldBuilder(clock);
    }

    /** Where it listens, for UDP and TCP. */
    public InetSocketAddress address() {
        return sockets.address();
    }

    /** The root's DS record as a line of a zone file; empty if the root was declared unsigned. */
    public List<String> trustAnchors() {
        return trustAnchors;
    }

    /** Writes {@link #trustAnchors()} to a file that validators read. */
    public Path writeTrustAnchors(Path file) throws IOException {
        return Files.write(file, trustAnchors);
    }

    /** Adds records to a zone that exists; relative names are relative to the given origin. */
    public void add(String origin, String... lines) {
        add(parse(origin, lines));
    }

    /** Adds records to the zones that their names belong to. */
    public void add(Record... records) {
        add(List.of(records));
    }

    private synchronized void add(List<Record> records) {
        var changed = new TreeMap<>(plans);
        for (Record record : records) {
            changed.computeIfPresent(zoneOf(record), (origin, plan) -> plan.with(List.of(record)));
        }
        publish(changed);
    }

    /** Puts records in the place of all that have the same name and type as one of them. */
    public synchronized void replace(String origin, String... lines) {
        List<Record> records = parse(origin, lines);
        var replaced = records.stream().map(SignedDnsWorld::questionOf).collect(Collectors.toSet());
        publish(edited(plan -> plan.without(record -> replaced.contains(questionOf(record)))));
        add(records);
    }

    /** Removes the record set, if it is there. */
    public synchronized void remove(String name, int type) {
        var removed = Question.of(name, type);
        publish(edited(plan -> plan.without(record -> removed.equals(questionOf(record)))));
    }

    private NavigableMap<Name, ZonePlan> edited(UnaryOperator<ZonePlan> edit) {
        var changed = new TreeMap<>(plans);
        changed.replaceAll((origin, plan) -> edit.apply(plan));
        return changed;
    }

    private void publish(NavigableMap<Name, ZonePlan> changed) {
        plans = changed;
        tree = new ZoneTree(changed, clock);
    }

    private static List<Record> parse(String origin, String... lines) {
        return ZonePlan.parse(ZonePlan.absolute(origin), List.of(lines));
    }

    private Name zoneOf(Record record) {
        return ZoneTree.zoneOf(record.getName(), record.getType(), plans.keySet());
    }

    private static Question questionOf(Record record) {
        return new Question(record.getName(), record.getType());
    }

    /** From now on this question meets the fault. */
    public void fail(String name, int type, DnsFault fault) {
        handler.faults().put(Question.of(name, type), fault);
    }

    /** This question is answered properly again. */
    public void heal(String name, int type) {
        handler.faults().remove(Question.of(name, type));
    }

    /** Every question is answered properly again. */
    public void heal() {
        handler.faults().clear();
    }

    /** Holds back every answer this long, as the way to a resolver does; zero at the start. */
    public void latency(Duration perAnswer) {
        handler.latency(perAnswer);
    }

    /** How often this was asked, repetitions and TCP included. */
    public long queries(String name, int type) {
        return log.of(Question.of(name, type));
    }

    /** How many queries came in. */
    public long queries() {
        return log.total();
    }

    /** Every question that was asked, once, in the order of its first appearance. */
    public List<Question> questions() {
        return log.distinct();
    }

    /** Counts from zero again. */
    public void forgetQueries() {
        log.forget();
    }

    /** Closes the sockets. Whoever waits for an answer gets none. */
    @Override
    public void close() {
        sockets.close();
    }
}
