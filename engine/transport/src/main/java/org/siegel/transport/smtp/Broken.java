package org.siegel.transport.smtp;

/** Leaves a conversation that has failed, up to the method that turns it into a result. The connection is cut already. */
final class Broken extends Exception {

    private final transient Failed failed;

    Broken(Failed failed) {
        super(failed.describe(), null, false, false);
        this.failed = failed;
    }

    Failed failed() {
        return failed;
    }
}
