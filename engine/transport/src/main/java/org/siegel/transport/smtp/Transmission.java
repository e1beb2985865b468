package org.siegel.transport.smtp;

import java.util.List;

/**
 * What became of one mail on one connection.
 *
 * @param results in the order of the envelope, one for each of its recipients
 * @param dsnPassedOn whether the server has DSN and so got RET, ENVID, NOTIFY and ORCPT. If not, a sender who asked for
 *     SUCCESS is owed a "relayed" notice for each accepted recipient (RFC 3461 §5)
 * @param staleConnection whether a connection that had been used before turned out to be at its end before this mail's
 *     sender was accepted: nothing was transferred, and a new connection to the same server is worth an immediate try
 */
public record Transmission(List<RecipientResult> results, boolean dsnPassedOn, boolean staleConnection) {

    public Transmission {
        results = List.copyOf(results);
    }
}
