package org.siegel.gateway.extension;

import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

public final class StampRoutes implements Routes {

    private final Stamp stamp;

    @Inject
    StampRoutes(Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public String getBasePath() {
        return "/stamp";
    }

    @Override
    public void define(Service service) {
        service.get("/stamp", (request, response) -> stamp.state());
    }
}
