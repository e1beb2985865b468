package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class ContainerRefusalStoreOnPostgresTest extends ContainerRefusalStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
