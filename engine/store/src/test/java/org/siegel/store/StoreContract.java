package org.siegel.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every database: an empty one, a clock, a key, and the nodes that a test opens on it. */
abstract class StoreContract {

    static final Instant START = Samples.NOON;

    final SteppedClock clock = new SteppedClock(START);
    final SecureRandom random = new SecureRandom();
    private final List<Store> opened = new ArrayList<>();
    private DatabaseSettings settings;

    @TempDir
    Path folder;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void make() {
        settings = emptyDatabase();
    }

    @AfterEach
    void close() {
        opened.forEach(Store::close);
    }

    DatabaseSettings settings() {
        return settings;
    }

    /** Of any node; closed after the test. */
    Store open(String node) {
        Store store = Store.open(settings, node, clock, random);
        opened.add(store);
        return store;
    }

    Path keyFile() {
        return folder.resolve("key");
    }

    /** All nodes have the same key. */
    SecretBox box() {
        return SecretBox.openOrCreate(keyFile(), random);
    }
}
