package org.siegel.store;

class QuestionStoreOnH2Test extends QuestionStoreContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.h2(folder);
    }
}
