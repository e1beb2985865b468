package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class MxSightingStoreOnPostgresTest extends MxSightingStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
