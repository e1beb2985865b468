package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class EvidenceChainOnPostgresTest extends EvidenceChainContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }

    @Test
    void nodesThatStartAtOnceShareOneDatabase() throws Exception {
        DatabaseSettings shared = Databases.postgres();
        List<Callable<Store>> starts = new ArrayList<>();
        for (String node : List.of("node-1", "node-2", "node-3")) {
            starts.add(() -> Store.open(shared, node, Samples.AT_NOON, new SecureRandom()));
        }
        List<Store> nodes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(starts.size())) {
            for (Future<Store> start : threads.invokeAll(starts)) {
                nodes.add(start.get());
            }
        }

        nodes.forEach(node -> node.evidence().append(Samples.full()));

        assertThat(nodes.getFirst().evidence().byMailName("Mail1700-full"))
                .extracting(Evidence::node)
                .containsExactlyInAnyOrder("node-1", "node-2", "node-3");
        nodes.forEach(Store::close);
    }

    @Test
    void commitsAreDurableEvenWhereTheServerDoesNotDemandIt() throws Exception {
        DatabaseSettings fresh = Databases.postgres();
        DatabaseSettings hasty = new DatabaseSettings(
                fresh.url() + "&options=-c%20synchronous_commit=off", fresh.user(), fresh.password());

        try (Store store = Store.open(hasty, "node-1", Samples.AT_NOON, new SecureRandom())) {
            String setting = store.transactions()
                    .read(
                            "read a setting",
                            handle -> handle.createQuery("SHOW synchronous_commit")
                                    .mapTo(String.class)
                                    .one());

            assertThat(setting).isEqualTo("on");
        }
    }
}
