package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class QuestionStoreOnPostgresTest extends QuestionStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
