package org.siegel.store;

class SummaryStoreOnH2Test extends SummaryStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.h2(folder);
    }
}
