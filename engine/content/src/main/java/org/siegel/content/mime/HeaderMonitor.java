package org.siegel.content.mime;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.Event;

/** Lets the parser go on after every fault, and counts the header lines that it threw away. */
final class HeaderMonitor extends DecodeMonitor {

    private boolean lost;

    boolean hasLostLines() {
        return lost;
    }

    @Override
    public boolean warn(String error, String dropDesc) {
        lost |= error.contains(Event.INVALID_HEADER.toString());
        return false;
    }

    @Override
    public boolean isListening() {
        return true;
    }
}
