package org.siegel.store;

class SignInStoreOnH2Test extends SignInStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.h2(folder);
    }
}
