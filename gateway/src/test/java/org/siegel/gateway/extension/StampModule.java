package org.siegel.gateway.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;

public final class StampModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Stamp.class).in(Scopes.SINGLETON);
    }
}
