package org.siegel.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.ExtraProperties;

/**
 * Starts the gateway: {@code java -Dworking.directory=DIR/ -cp 'HOME/lib/*' org.siegel.gateway.SiegelGateway}.
 *
 * <p>Prints one line when it accepts mail, and stops cleanly on SIGTERM. Exit codes: 1 if it could not start, 2 if it was
 * called wrongly. No --add-opens is needed; JDK 24 and later print a warning about sun.misc.Unsafe, which Guava causes and
 * which does no harm.
 */
@AtTheEdge
public final class SiegelGateway {

    private static final List<String> REQUIRED = List.of(
            "smtpserver.xml",
            "mailetcontainer.xml",
            "mailrepositorystore.xml",
            "domainlist.xml",
            "recipientrewritetable.xml",
            "usersrepository.xml",
            "dnsservice.xml");

    private SiegelGateway() {}

    public static void main(String[] args) {
        var directory = directory();
        System.setProperty("working.directory", directory + "/");
        // James would end the process without a word on the console; see StartFailure.
        System.setProperty("james.exit.on.startup.error", "false");
        System.setProperty(
                "logback.configurationFile",
                System.getProperty(
                        "logback.configurationFile",
                        directory.resolve("conf/logback.xml").toString()));
        System.setProperty(
                ExtraProperties.OVERRIDE_PROPERTY,
                System.getProperty(
                        ExtraProperties.OVERRIDE_PROPERTY,
                        directory.resolve("conf/jvm.properties").toString()));
        if (Files.exists(Path.of(System.getProperty(ExtraProperties.OVERRIDE_PROPERTY)))) {
            ExtraProperties.initialize();
        }
        start(directory);
    }

    private static Path directory() {
        var property = System.getProperty("working.directory");
        if (property == null || property.isBlank()) {
            throw exit(2, "no working directory: start it with -Dworking.directory=DIR/, where DIR holds conf/");
        }
        var directory = Path.of(property).toAbsolutePath().normalize();
        for (var name : REQUIRED) {
            var file = directory.resolve("conf").resolve(name);
            if (!Files.isReadable(file)) {
                throw exit(
                        2,
                        file
                                + " is not there or not readable. Copy it from the conf/ of the distribution, or correct -Dworking.directory");
            }
        }
        return directory;
    }

    // Whatever is thrown, an OutOfMemoryError included, must end the process: James's threads would keep a corpse
    // alive.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void start(Path directory) {
        try {
            var gateway = new Gateway(directory);
            var endpoints = gateway.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stop"));
            System.out.println(endpoints.readyLine());
        } catch (Throwable e) {
            throw exit(1, StartFailure.explain(e, directory));
        }
    }

    private static void stop(Gateway gateway) {
        gateway.stop();
        System.out.println("Siegel gateway has stopped");
    }

    private static IllegalStateException exit(int code, String why) {
        System.err.println("Siegel gateway does not start: " + why);
        System.exit(code);
        return new IllegalStateException(why);
    }
}
