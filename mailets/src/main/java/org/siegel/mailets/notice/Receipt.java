package org.siegel.mailets.notice;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Procedure;
import org.siegel.policy.Remark;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Container;
import org.siegel.store.Evidence;
import org.siegel.store.Handling;
import org.siegel.store.ObservedConnection;
import org.siegel.store.Outcome;

/** How one recipient got a mail, or why not yet or not at all. */
public sealed interface Receipt {

    /** As it was written; absent is the grade only where nothing is known of the connection. */
    record AsWritten(Optional<TransportGrade> grade, boolean isDane) implements Receipt {}

    /** In a container that the password of that name opens. */
    record Sealed(Container.Format format, String passwordId) implements Receipt {}

    /** Not at all, because of the organisation's rules or because it could not be sealed. */
    record Refused() implements Receipt {}

    /** Not at all, because the recipient's server did not take it. */
    record Returned() implements Receipt {}

    /** Not at all: so the sender or an administrator decided, or nobody decided in time. */
    record Withdrawn() implements Receipt {}

    /** Not yet: the sender is to decide. */
    record AwaitsDecision() implements Receipt {}

    /** Not yet: the recipient's server used to be better. */
    record AwaitsServer() implements Receipt {}

    /** Not yet: it is worked on. */
    record UnderWay() implements Receipt {}

    /** Not yet: it waits for an administrator because of a fault. */
    record Kept() implements Receipt {}

    /** Whether nothing more will become of it by itself. */
    default boolean isFinal() {
        return switch (this) {
            case AsWritten _final -> true;
            case Sealed _final -> true;
            case Refused _final -> true;
            case Returned _final -> true;
            case Withdrawn _final -> true;
            case AwaitsDecision _open -> false;
            case AwaitsServer _open -> false;
            case UnderWay _open -> false;
            case Kept _open -> false;
        };
    }

    /**
     * Tells it from the evidence.
     *
     * @param records of one recipient's copies of the mail, oldest first; may be empty
     */
    static Receipt of(List<Evidence> records) {
        if (records.isEmpty()) {
            return new UnderWay();
        }
        // After a crash a copy may be tried once more; what arrived has arrived.
        Evidence decisive = records.stream()
                .filter(record -> record.attempt().handling().outcome() == Outcome.DELIVERED)
                .findFirst()
                .orElse(records.getLast());
        return of(decisive);
    }

    private static Receipt of(Evidence record) {
        Handling handling = record.attempt().handling();
        return switch (handling.outcome()) {
            case DELIVERED -> delivered(handling);
            case DEFERRED, HANDED_TO_PROCEDURE, SEALED, CONTAINER_REFUSED, RELEASED -> new UnderWay();
            case HELD ->
                record.attempt().judgement().decision().procedure() == Procedure.ASK_SENDER
                        ? new AwaitsDecision()
                        : new AwaitsServer();
            case WITHDRAWN -> new Withdrawn();
            case REFUSED -> new Refused();
            case BOUNCED -> new Returned();
            case KEPT -> new Kept();
        };
    }

    private static Receipt delivered(Handling handling) {
        return handling.container()
                .<Receipt>map(container -> new Sealed(container.format(), container.passwordId()))
                .orElseGet(() -> new AsWritten(
                        handling.connection().map(ObservedConnection::reached),
                        handling.connection().filter(Receipt::isDane).isPresent()));
    }

    private static boolean isDane(ObservedConnection connection) {
        return connection.findings().stream()
                .anyMatch(finding -> finding.criterion() == Criterion.AUTHENTICATION
                        && finding.isFulfilled()
                        && finding.remark()
                                .filter(remark -> remark.says(Remark.Kind.BY_DANE))
                                .isPresent());
    }
}
