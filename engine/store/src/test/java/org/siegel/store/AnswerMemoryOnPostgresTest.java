package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class AnswerMemoryOnPostgresTest extends AnswerMemoryContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
