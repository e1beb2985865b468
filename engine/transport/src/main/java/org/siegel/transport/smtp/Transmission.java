package org.siegel.transport.smtp;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of one mail on one connection.
 *
 * @param results in the order of the envelope, one for each of its recipients
 * @param dsnPassedOn whether the server has DSN and so got RET, ENVID, NOTIFY and ORCPT. If not, a sender who asked for
 *     SUCCESS is owed a "relayed" notice for each accepted recipient (RFC 3461 §5)
 * @param isEncoded whether 8-bit parts were encoded, because the server has no 8BITMIME (RFC 6152 §3)
 */
public record Transmission(List<RecipientResult> results, boolean dsnPassedOn, boolean isEncoded) {

    public Transmission {
        results = List.copyOf(results);
    }

    /**
     * Whether the server took not even the sender, for whatever reason: nothing of the mail was begun. On a connection that
     * had been idle this mostly means that the server had enough of it, and a new one is worth an immediate try.
     */
    public boolean isUntouched() {
        Set<Stage> stages = results.stream().map(Transmission::stage).collect(Collectors.toSet());
        stages.remove(Stage.BEFORE_SENDING); // recipients whom we did not even name
        return !stages.isEmpty() && Set.of(Stage.RESET, Stage.MAIL).containsAll(stages);
    }

    private static Stage stage(RecipientResult result) {
        return switch (result.outcome()) {
            case Accepted _accepted -> Stage.END_OF_DATA;
            case Rejected rejected -> rejected.stage();
            case Failed failed -> failed.stage();
        };
    }
}
