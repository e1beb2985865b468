package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class GradeMemoryStoreOnPostgresTest extends GradeMemoryStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
