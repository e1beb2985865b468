package org.siegel.gateway.extension;

import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.UserDefinedStartable;

public final class StampStartable implements UserDefinedStartable, Startable {

    private final Stamp stamp;

    @Inject
    StampStartable(Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public void start() {
        stamp.next();
    }
}
