package org.siegel.testing.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which behaviour comes next at which step. Thread-safe, and changed while connections are under way. */
final class Script {
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Map<Step, Planned> steps = new HashMap<>();
    private final Map<String, Planned> recipients = new HashMap<>();

    private record Planned(Behaviour behaviour, long times) {
        Planned less() {
            return times == ALWAYS ? this : new Planned(behaviour, times - 1);
        }
    }

    synchronized void always(Step step, Behaviour behaviour) {
        steps.put(step, new Planned(behaviour, ALWAYS));
    }

    synchronized void first(long times, Step step, Behaviour behaviour) {
        steps.put(step, new Planned(behaviour, times));
    }

    synchronized void recipient(String address, Behaviour behaviour) {
        recipients.put(address.toLowerCase(Locale.ROOT), new Planned(behaviour, ALWAYS));
    }

    synchronized void forget(Step step) {
        steps.remove(step);
    }

    synchronized void forget() {
        steps.clear();
        recipients.clear();
    }

    /** Empty: as RFC 5321 has it. */
    synchronized Optional<Behaviour> next(Step step) {
        return take(steps, step);
    }

    /** What is planned for the recipient goes before what is planned for the step. */
    synchronized Optional<Behaviour> nextForRecipient(String address) {
        return take(recipients, address.toLowerCase(Locale.ROOT)).or(() -> take(steps, Step.RCPT));
    }

    private static <K> Optional<Behaviour> take(Map<K, Planned> plans, K key) {
        Planned planned = plans.get(key);
        if (planned == null || planned.times() == 0) {
            return Optional.empty();
        }
        plans.put(key, planned.less());
        return Optional.of(planned.behaviour());
    }
}
