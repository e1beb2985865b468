package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.siegel.demo.World;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.Tlsa;

/**
 * The whole pipeline (classification, verdict warm, strict delivery over TLS 1.3 with DANE, evidence, durable queues) beside
 * Postfix with TLS, Postfix that reuses connections and sessions, and stock James with STARTTLS: same machine, same sink, in
 * turn.
 */
public final class Delivery {

    private static final int NETWORK = 53;
    private static final int HOST = 50;
    /** The compiler of the JVM goes on for some thousand mails; nobody restarts a mail server for each thousand. */
    private static final int WARM_UP = 10_000;

    private static final int MEMORY_LOOKS = 5;

    private static final int SHORT_QUEUE = 1_000;

    private final Options options;
    private final World world;
    private final Path folder;
    private final FastSink sink;
    private final AtomicReference<Load> current = new AtomicReference<>();

    private Delivery(Options options, World world, Path folder) throws IOException {
        this.options = options;
        this.world = world;
        this.folder = folder;
        InetAddress address = Loopback.address(NETWORK, HOST);
        Identity identity = world.authority().issue("mx-load.qualified.test");
        this.sink = new FastSink(address, world.port(), identity, number -> {
            Load load = current.get();
            if (load != null) {
                load.arrived(number);
            }
        });
        List<String> records = new ArrayList<>(List.of(
                "mx-load A " + address.getHostAddress(),
                Tlsa.line("_" + world.port() + "._tcp.mx-load", 3, 1, 1, identity.certificate())));
        int most = options.destinations().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        IntStream.range(0, most).forEach(i -> records.add("d" + i + " MX 10 mx-load"));
        world.publish("qualified.test", records.toArray(String[]::new));
    }

    /** See {@link Options#USAGE}. */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("siegel-delivery-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (World world = World.start(Clock.system(ZoneId.systemDefault()))) {
            Delivery delivery = new Delivery(options, world, folder);
            try {
                delivery.compare();
            } finally {
                delivery.sink.close();
            }
        }
    }

    private void compare() throws Exception {
        say(
                "delivery: %d mails of 10 KiB a round from %d senders to one sink (TLS 1.3, ECDSA P-256), %d rounds of each side"
                        + " in turn, %d processors",
                options.mails(),
                options.senders(),
                options.rounds(),
                Runtime.getRuntime().availableProcessors());
        Map<String, Double> ratios = new LinkedHashMap<>();
        WaitingMails waiting;
        try (Gateway siegel = Gateway.siegel(world, folder.resolve("siegel"))) {
            endurance(siegel);
            sideBySide(siegel, ratios);
            destinations(siegel);
            waiting = WaitingMails.from(siegel);
        }
        if (options.waiting() > 0) {
            ratios.put("queue-100k-over-1k", queues(waiting));
        }
        ratios.forEach((name, value) -> say("RATIO %s %.2f", name, value));
    }

    /** First of all, so that it also is what brings the process into the state in which a server is all its life. */
    private void endurance(Gateway siegel) throws Exception {
        int part = options.endurance() / MEMORY_LOOKS;
        if (part > 0) {
            say("memory after %d mails", options.endurance());
        }
        for (int i = 1; part > 0 && i <= MEMORY_LOOKS; i++) {
            Load.Result result = round(siegel, part, 1);
            say(
                    "  %7d mails  %4d MiB of heap alive  %4d MiB resident  %5.0f mails/s  %5.2f ms CPU a mail",
                    i * part,
                    siegel.heapAliveMiB(),
                    ProcessCosts.residentMiB(siegel.processes()),
                    result.perSecond(),
                    result.cpuMillis());
        }
    }

    private void sideBySide(Gateway siegel, Map<String, Double> ratios) throws Exception {
        List<Side> sides = new ArrayList<>(List.of(siegel));
        try {
            if (!options.isAlone()) {
                InetSocketAddress target = new InetSocketAddress(Loopback.address(NETWORK, HOST), world.port());
                sides.add(Postfix.start(Files.createDirectory(folder.resolve("postfix")), target, false));
                sides.add(Postfix.start(Files.createDirectory(folder.resolve("postfix-reuse")), target, true));
                sides.add(Gateway.james(
                        world, folder.resolve("james"), target.getAddress().getHostAddress(), target.getPort()));
            }
            sides.forEach(side -> say("  %s: %s", side.name(), side.durability()));
            List<Series> series = inTurn(sides);
            Series ours = series.getFirst();
            for (Series theirs : series.subList(1, series.size())) {
                ratios.put(
                        theirs.side().name(),
                        ours.median(Load.Result::perSecond) / theirs.median(Load.Result::perSecond));
            }
            if (series.size() > 1) {
                ratios.put(
                        "cpu-over-postfix",
                        ours.median(Load.Result::cpuMillis) / series.get(1).median(Load.Result::cpuMillis));
            }
        } finally {
            for (Side side : sides.subList(1, sides.size())) {
                side.close();
            }
        }
    }

    private void destinations(Gateway siegel) throws Exception {
        for (int destinations : options.destinations()) {
            say("%d destinations", destinations);
            round(siegel, Math.max(destinations, options.mails()), destinations); // their predictions
            report(siegel, round(siegel, options.mails(), destinations));
        }
    }

    private double queues(WaitingMails waiting) throws Exception {
        say("queues: %d and %d mails wait for their next attempt", SHORT_QUEUE, options.waiting());
        try (Gateway few = filled("few", waiting, SHORT_QUEUE);
                Gateway many = filled("many", waiting, options.waiting())) {
            List<Series> series = inTurn(List.of(few, many));
            return series.get(1).median(Load.Result::perSecond) / series.get(0).median(Load.Result::perSecond);
        }
    }

    private Gateway filled(String name, WaitingMails waiting, int count) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Gateway.furnishSiegel(world, home);
        waiting.fill(home, count);
        return Gateway.siegelIn(home);
    }

    private List<Series> inTurn(List<? extends Side> sides) throws Exception {
        List<Series> all = new ArrayList<>();
        for (Side side : sides) {
            all.add(new Series(side, new ArrayList<>()));
            round(side, WARM_UP, 1);
        }
        for (int i = 0; i < options.rounds(); i++) {
            for (Series one : all) {
                one.results().add(report(one.side(), round(one.side(), options.mails(), 1)));
            }
        }
        return all;
    }

    private Load.Result round(Side side, int mails, int destinations) throws Exception {
        Load load = new Load(options.senders(), mails, destinations);
        current.set(load);
        return load.run(side);
    }

    private Load.Result report(Side side, Load.Result result) throws IOException {
        say(
                "  %-18s %6.0f mails/s  %5.2f ms CPU a mail  latency p50 %6.0f ms, p99 %6.0f ms  %4d MiB resident%s%s",
                side.name(),
                result.perSecond(),
                result.cpuMillis(),
                result.p50(),
                result.p99(),
                ProcessCosts.residentMiB(side.processes()),
                result.duplicates() == 0 ? "" : ", " + result.duplicates() + " came twice",
                sink.inClear() == 0 ? "" : ", " + sink.inClear() + " CAME IN CLEAR");
        return result;
    }

    /** The rounds of one side. */
    private record Series(Side side, List<Load.Result> results) {
        double median(ToDoubleFunction<Load.Result> measure) {
            double[] sorted = results.stream().mapToDouble(measure).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    @AtTheEdge
    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
