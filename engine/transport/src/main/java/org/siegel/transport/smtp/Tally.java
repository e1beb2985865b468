package org.siegel.transport.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Keeps, per recipient, what was decided so far. The first decision stands. */
final class Tally {

    private final List<Recipient> recipients;
    private final Map<Integer, Outcome> outcomes = new HashMap<>();

    Tally(List<Recipient> recipients) {
        this.recipients = recipients;
    }

    void decide(int recipient, Outcome outcome) {
        outcomes.putIfAbsent(recipient, outcome);
    }

    void decideRest(Outcome outcome) {
        IntStream.range(0, recipients.size()).forEach(recipient -> decide(recipient, outcome));
    }

    boolean isComplete() {
        return outcomes.size() == recipients.size();
    }

    /** Positions in the envelope. */
    List<Integer> undecided() {
        return IntStream.range(0, recipients.size())
                .filter(recipient -> !outcomes.containsKey(recipient))
                .boxed()
                .toList();
    }

    List<RecipientResult> results() {
        return IntStream.range(0, recipients.size()).mapToObj(this::result).toList();
    }

    private RecipientResult result(int recipient) {
        Outcome outcome = Optional.ofNullable(outcomes.get(recipient))
                .orElseThrow(() -> new IllegalStateException("Nothing was decided for a recipient; this is a defect"));
        return new RecipientResult(recipients.get(recipient), outcome);
    }
}
