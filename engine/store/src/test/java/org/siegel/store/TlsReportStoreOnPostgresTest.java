package org.siegel.store;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class TlsReportStoreOnPostgresTest extends TlsReportStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.postgres();
    }
}
