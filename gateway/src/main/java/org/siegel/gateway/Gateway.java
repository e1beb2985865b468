package org.siegel.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.data.UsersRepositoryModuleChooser.Implementation;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One gateway on one working directory: started once, stopped once. */
final class Gateway {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    /** A mail in hand is usually done in milliseconds; one that hangs on a slow server comes again at the next start. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Path var;
    private final GuiceJamesServer james;
    private @Nullable FolderLock lock;

    /** @param directory the working directory, with {@code conf/} in it */
    Gateway(Path directory) {
        this.var = directory.resolve("var");
        var configuration =
                Configuration.builder().workingDirectory(directory.toFile()).build();
        var provider = new FileConfigurationProvider(new FileSystemImpl(configuration.directories()), configuration);
        this.james = GuiceJamesServer.forConfiguration(configuration)
                .combineWith(GatewayModules.all(Implementation.parse(provider)));
    }

    /** Returns when mail is accepted. */
    Endpoints start() throws Exception {
        lock = FolderLock.of(var);
        Files.deleteIfExists(portsFile());
        james.start();
        var endpoints = probe().endpoints();
        endpoints.write(portsFile(), ProcessHandle.current().pid());
        return endpoints;
    }

    /** Accepts nothing more, finishes what is in hand, closes the queues. */
    void stop() {
        var probe = probe();
        probe.stopAccepting();
        var left = probe.queues().drain(DRAIN);
        if (left > 0) {
            LOGGER.warn("{} mails were still in hand after {}; the next start processes them again", left, DRAIN);
        }
        james.stop();
        close(probe);
    }

    private void close(GatewayProbe probe) {
        try {
            probe.queues().close();
            Files.deleteIfExists(portsFile());
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOGGER.warn("The gateway has stopped, but could not clean up", e);
        }
    }

    private Path portsFile() {
        return var.resolve("gateway.ports");
    }

    private GatewayProbe probe() {
        return james.getProbe(GatewayProbe.class);
    }
}
