package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class RecipientSecretStoreOnPostgresTest extends RecipientSecretStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
