package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.siegel.testing.smtp.Received;

/** A world with a gateway in it that can be killed and started again. */
final class RunningOffice implements AutoCloseable {

    static final String SENDER = "anna.schmidt@organisation.test";

    private static final Duration IDLE = Duration.ofSeconds(90);

    final World world;
    private final Path home;
    private final boolean ownsWorld;
    private final String[] javaOptions;
    private final Distribution shipped = Distribution.here();
    private Map<String, String> environment = Map.of();
    private GatewayProcess gateway;

    private RunningOffice(World world, Path home, boolean ownsWorld, String... javaOptions) {
        this.world = world;
        this.home = home;
        this.ownsWorld = ownsWorld;
        this.javaOptions = javaOptions.clone();
    }

    /** @param javaOptions with which the gateway is started, each time */
    static RunningOffice open(Path home, Consumer<ConfFolder> edits, String... javaOptions) {
        return open(home, Map.of(), edits, javaOptions);
    }

    /** With variables in the gateway's environment. */
    static RunningOffice open(
            Path home, Map<String, String> environment, Consumer<ConfFolder> edits, String... javaOptions) {
        World world = World.start(Clock.system(ZoneId.systemDefault()));
        try {
            RunningOffice office = new RunningOffice(world, home, true, javaOptions);
            office.environment = environment;
            return open(office, edits);
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /** A second gateway in a world that is there already, and stays. */
    static RunningOffice beside(RunningOffice first, Path home, Consumer<ConfFolder> edits) {
        return open(new RunningOffice(first.world, home, false), edits);
    }

    private static RunningOffice open(RunningOffice office, Consumer<ConfFolder> edits) {
        LocalDate today = LocalDate.now(Clock.system(ZoneId.systemDefault()));
        edits.accept(Office.furnish(office.shipped, office.home, office.world, today));
        office.start();
        return office;
    }

    void start() {
        gateway = GatewayProcess.start(shipped, home, environment, javaOptions);
    }

    /** Starts it again with other variables in its environment. */
    void start(Map<String, String> variables) {
        environment = variables;
        start();
    }

    void kill() {
        gateway.close();
    }

    GatewayProcess gateway() {
        return gateway;
    }

    void send(List<String> recipients, String message) throws IOException {
        send(SENDER, recipients, message.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(String sender, List<String> recipients, byte[] message) throws IOException {
        try (Submission submission = Submission.to(gateway.smtpPort())) {
            submission.send(sender, recipients, message);
        }
    }

    /** Waits until no queue holds anything, and demands that nothing was kept because of a fault of the gateway. */
    void awaitEnd() {
        assertThat(gateway.awaitIdle(IDLE)).as("the queues get empty").isTrue();
        assertThat(gateway.repository("error"))
                .as("kept because of a fault:\n%s", gateway.output())
                .isEmpty();
    }

    List<Received> arrivedAt(String domain) {
        return world.sink(domain).messages();
    }

    /** The texts of the non-delivery notices that came to the sender. */
    List<String> notices() {
        return arrivedAt(World.OWN).stream()
                .filter(message -> message.sender().isEmpty())
                .filter(message -> message.recipientAddresses().contains(SENDER))
                .map(Mime::of)
                .filter(notice -> notice.has("message/delivery-status"))
                .map(Mime::text)
                .toList();
    }

    /** The mail servers forget what they got and behave again. */
    void forget() {
        world.sinks().values().forEach(sink -> {
            sink.forget();
            sink.asUsual();
        });
    }

    @Override
    public void close() {
        if (gateway != null) {
            assertThat(gateway.output()).doesNotContain("OutOfMemoryError");
            gateway.close();
        }
        if (ownsWorld) {
            world.close();
        }
    }
}
