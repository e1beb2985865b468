package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PasswordStoreOnPostgresTest extends PasswordStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
