package org.siegel.gateway.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.siegel.gateway.queue.Line.Standing;

/**
 * How many mails to each destination are in hand, and which ones stand aside because theirs has enough of them. Not safe for
 * several threads: the {@link Line} guards it.
 */
final class Destinations {

    /** For one that goes: whoever takes mails may have become able to take more of this destination than before. */
    private static final int CALLED = 2;

    private final Map<String, Destination> destinations = new HashMap<>();
    private int aside;

    /** None in hand, none aside. */
    Destinations() {}

    private static final class Destination {
        private int inHand;
        private final TreeSet<Standing> aside = new TreeSet<>(Line.URGENT_FIRST);
    }

    /** Whether another one may be taken in hand. A destination of which none is always has that right. */
    boolean hasRoom(Place place, long room) {
        var destination = destinations.get(place.destination());
        return destination == null || destination.inHand == 0 || destination.inHand < room;
    }

    void taken(Place place) {
        var domain = place.destination();
        if (domain != null && !domain.isEmpty()) {
            of(domain).inHand++;
        }
    }

    /** One is no longer in hand: those that may ask again. */
    List<Standing> left(Place place) {
        var destination = destinations.get(place.destination());
        if (destination == null) {
            return List.of();
        }
        destination.inHand--;
        var called = new ArrayList<Standing>();
        while (called.size() < CALLED && !destination.aside.isEmpty()) {
            called.add(destination.aside.removeFirst());
            aside--;
        }
        if (destination.inHand == 0 && destination.aside.isEmpty()) {
            destinations.remove(place.destination());
        }
        return called;
    }

    /** Until one of its destination, of which there is no room for more, has left. */
    void standAside(Standing standing) {
        of(Objects.requireNonNull(standing.place().destination(), "only what is known is held up"))
                .aside
                .add(standing);
        aside++;
    }

    /** It no longer stands aside; false if it did not. */
    boolean withdraw(Standing standing) {
        var destination = destinations.get(standing.place().destination());
        if (destination == null || !destination.aside.remove(standing)) {
            return false;
        }
        aside--;
        return true;
    }

    List<Standing> aside() {
        return destinations.values().stream()
                .flatMap(destination -> destination.aside.stream())
                .toList();
    }

    int countAside() {
        return aside;
    }

    private Destination of(String domain) {
        return destinations.computeIfAbsent(domain, _name -> new Destination());
    }
}
