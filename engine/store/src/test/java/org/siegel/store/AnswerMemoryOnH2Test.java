package org.siegel.store;

class AnswerMemoryOnH2Test extends AnswerMemoryContract {

    @Override
    DatabaseSettings emptyDatabase() {
        return Databases.h2(folder);
    }
}
