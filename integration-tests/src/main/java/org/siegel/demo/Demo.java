package org.siegel.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.siegel.store.Evidence;

/**
 * Shows the gateway at work: {@code java -Dsiegel.root=DIR -cp 'DIR/integration-tests/target/demo/lib/*'
 * org.siegel.demo.Demo [--keep]}. Ends with 0 only if everything was as it has to be, with 1 if not, with 2 if called
 * wrongly.
 */
@AtTheEdge
public final class Demo {

    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private Demo() {}

    public static void main(String[] args) throws IOException {
        if (!List.of(args).isEmpty() && !List.of(args).equals(List.of("--keep"))) {
            System.err.println("Usage: Demo [--keep]");
            System.exit(2);
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // nothing logs here, and that is no news
        int code;
        try {
            code = run(args.length > 0) ? 0 : 1;
        } catch (DemoException e) {
            System.err.println("The demonstration failed: " + e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static boolean run(boolean isKept) throws IOException {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Distribution shipped = Distribution.here();
        Path home = Files.createTempDirectory("siegel-demo-");
        List<Letter> letters = Scenario.letters();
        try (World world = World.start(clock)) {
            ConfFolder conf = Office.furnish(shipped, home, world, LocalDate.now(clock));
            System.out.println("Starting the gateway in " + home + " ...");
            try (SenderPage page = Scenario.askFirst(conf, world);
                    GatewayProcess gateway = GatewayProcess.start(shipped, home)) {
                try (Submission submission = Submission.to(gateway.smtpPort())) {
                    for (Letter letter : letters) {
                        submission.send(letter.sender(), letter.recipients(), letter.message());
                    }
                }
                System.out.println(Scenario.answer(world, page, DELIVERY));
                boolean isIdle = gateway.awaitIdle(DELIVERY);
                gateway.stop(); // it alone has its database open
                List<Evidence> evidence = History.read(home, clock, new SecureRandom());
                System.out.println(Report.of(letters, evidence));
                List<String> faults = new ArrayList<>(new Inspection(world, evidence).faults(letters));
                if (!isIdle) {
                    faults.add("after " + DELIVERY.toSeconds() + " s the queues are not empty");
                }
                tell(faults);
                if (isKept) {
                    keep(shipped, home, world);
                } else if (faults.isEmpty()) {
                    delete(home);
                } else {
                    System.out.println("Configuration, log and database are left in " + home);
                }
                return faults.isEmpty();
            }
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void tell(List<String> faults) {
        if (faults.isEmpty()) {
            System.out.println(
                    "Everything is as it has to be: evidence and mail servers agree, nothing went out in clear,"
                            + " and every sealed PDF opens with the password that its sender was told.");
        } else {
            System.out.println("Not as it has to be:");
            faults.forEach(fault -> System.out.println("  " + fault));
        }
    }

    private static void keep(Distribution shipped, Path home, World world) throws IOException {
        try (GatewayProcess gateway = GatewayProcess.start(shipped, home)) {
            System.out.println("The gateway runs again in " + home + ": SMTP 127.0.0.1:" + gateway.smtpPort()
                    + ", WebAdmin " + gateway.webAdmin() + "; its DNS is " + world.resolver());
            System.out.println("Enter ends it.");
            if (System.in.read() < 0) {
                new CountDownLatch(1).await(); // no terminal: until SIGTERM
            }
            gateway.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
