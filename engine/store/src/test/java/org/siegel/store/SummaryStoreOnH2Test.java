package org.siegel.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SummaryStoreOnH2Test extends SummaryStoreContract {

    @TempDir
    Path folder;

    @Override
    DatabaseSettings emptyDatabase() {
        try {
            return Databases.h2(Files.createTempDirectory(folder, "db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
