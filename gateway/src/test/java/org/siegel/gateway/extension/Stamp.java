package org.siegel.gateway.extension;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One for all parts of the extension, if the module is honoured. */
final class Stamp {

    private final String id = UUID.randomUUID().toString();
    private final AtomicInteger count = new AtomicInteger();

    String next() {
        count.incrementAndGet();
        return id;
    }

    String state() {
        return id + " " + count.get();
    }
}
