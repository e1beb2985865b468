package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class StsPolicyStoreOnPostgresTest extends StsPolicyStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
