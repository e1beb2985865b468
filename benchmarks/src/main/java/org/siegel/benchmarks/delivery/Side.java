package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.util.List;

/** A mail relay that is measured. */
interface Side extends AutoCloseable {

    /** As it is called in the results. */
    String name();

    /** Where it takes mail, on 127.0.0.1. */
    int port();

    /** What it does before it says 250, and after. */
    String durability();

    /** Its processes now. */
    List<Long> processes() throws IOException;

    @Override
    void close() throws IOException;
}
