package org.siegel.store;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables to the state that this version needs. The scripts are named one by one: Flyway's search of the class
 * path depends on the class loader and on how a jar was packed.
 *
 * <p>Each statement of a script must do no harm the second time: in H2 it counts by itself, so a process that is killed may leave
 * a table without the note that it was made.
 */
final class Migrations implements ResourceProvider {

    private static final String FOLDER = "migration/";
    static final List<String> SCRIPTS = List.of(
            "V1__evidence.sql",
            "V2__passwords.sql",
            "V3__evidence_chain.sql",
            "V4__mta_sts.sql",
            "V5__mx_sightings.sql",
            "V6__grade_memory.sql",
            "V7__tls_reports.sql",
            "V8__questions.sql",
            "V9__remembered_answers.sql",
            "V10__recipient_secrets.sql",
            "V11__summaries_and_waiting.sql",
            "V12__container_refusals.sql",
            "V14__summaries_left_behind.sql",
            "V15__passwords_of_answers.sql",
            "V16__sign_in.sql",
            "V17__evidence_without_index_of_links.sql");

    private Migrations() {}

    /** Not by several nodes at once: Flyway locks each script, but not the making of its history. */
    static void run(DataSource connections) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(connections)
                .resourceProvider(new Migrations())
                .javaMigrationClassProvider(List::of)
                .callbackLocations(new String[0])
                .table("siegel_schema_history")
                // The schema may hold tables of others.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Versions are given out before they are finished.
                .outOfOrder(true)
                .load()
                .migrate();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return SCRIPTS.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return SCRIPTS.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    Objects.requireNonNull(Migrations.class.getResourceAsStream(FOLDER + name), name),
                    StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
