package org.siegel.sealing.message;

import java.util.List;

/**
 * What a person wants to know of an appointment; hostile until escaped.
 *
 * @param what empty if it has no name
 * @param begins as it stood there, with its zone; empty if unknown
 * @param ends empty if unknown
 * @param recurs the rule as it stood there, empty for a single one
 * @param where empty if unknown
 * @param organiser empty if unknown
 * @param attendees names or addresses
 * @param description may have several lines; empty if there is none
 * @param cancelled it will not take place
 */
public record Meeting(
        String what,
        String begins,
        String ends,
        String recurs,
        String where,
        String organiser,
        List<String> attendees,
        String description,
        boolean cancelled) {

    public Meeting {
        attendees = List.copyOf(attendees);
    }

    /** Tells nothing of it. */
    @Override
    public String toString() {
        return "Meeting(" + attendees.size() + " attendees)";
    }
}
