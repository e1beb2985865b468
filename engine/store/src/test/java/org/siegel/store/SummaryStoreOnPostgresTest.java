package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class SummaryStoreOnPostgresTest extends SummaryStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
