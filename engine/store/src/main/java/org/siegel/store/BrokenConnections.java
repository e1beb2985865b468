package org.siegel.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Tells the pool which connections it must not hand out again. */
record BrokenConnections(Database database) implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return database.isEnd(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
