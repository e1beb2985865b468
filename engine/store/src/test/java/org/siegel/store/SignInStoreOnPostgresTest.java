package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class SignInStoreOnPostgresTest extends SignInStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
