package org.siegel.james;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.content.worker.Workers;

/**
 * The processes that read documents.
 *
 * @param running empty if there is none by configuration
 */
record DocumentWorkers(Optional<Workers> running) {

    /**
     * Makes them; none is started yet.
     *
     * @param trouble is told that one does not start, and why
     * @throws IllegalArgumentException if the jar is missing; says what to do
     */
    static DocumentWorkers of(Optional<WorkerSettings> settings, Consumer<String> trouble) {
        settings.filter(each -> !Files.isReadable(Path.of(each.jar()))).ifPresent(each -> {
            throw new IllegalArgumentException("worker.jar in siegel.properties: there is no file " + each.jar()
                    + ". Copy siegel-worker.jar there. Or leave worker.jar empty; then PDF, old Office documents and the"
                    + " like are not read. Siegel does not start with it.");
        });
        return new DocumentWorkers(settings.map(each -> new Workers(each, trouble)));
    }
}
