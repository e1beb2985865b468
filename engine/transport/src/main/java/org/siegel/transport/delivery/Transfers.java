package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.Offers;
import org.siegel.transport.judgement.TransportJudge;
import org.siegel.transport.smtp.Introduction;

/**
 * Opens the best connection to a mail server that a demand allows. For the demand QUALIFIED nothing but what qualifies
 * is offered; only mail that demands nothing may end in cleartext.
 */
final class Transfers {

    private final ConnectionOpener opener;
    private final TransportJudge judge;
    private final Clock clock;

    Transfers(ConnectionOpener opener, TransportJudge judge, Clock clock) {
        this.opener = opener;
        this.judge = judge;
        this.clock = clock;
    }

    /** Opens for mail that demands {@code demand}. An open connection may still fall short of it. */
    OpenResult openFor(TransportGrade demand, MxTarget target, InetAddress address) {
        Introduction introduction =
                demand == TransportGrade.NONE ? Introduction.HELO_IF_NEEDED : Introduction.EHLO_ONLY;
        OpenResult result = open(demand, target, address, introduction);
        return demand == TransportGrade.NONE && result instanceof OpenResult.NoHandshake(var reason)
                ? opener.openCleartext(target, address, reason)
                : result;
    }

    /**
     * Finds out the best that the server can do: each offer wider than the one before, until one is taken. The last
     * result is for description only.
     */
    OpenResult explore(MxTarget target, InetAddress address) {
        List<String> refusals = new ArrayList<>();
        for (TransportGrade demand :
                List.of(TransportGrade.QUALIFIED, TransportGrade.MANDATORY, TransportGrade.OPPORTUNISTIC)) {
            OpenResult result = open(demand, target, address, Introduction.HELO_IF_NEEDED);
            if (!(result instanceof OpenResult.NoHandshake(var reason))) {
                return result;
            }
            refusals.add(reason);
        }
        return new OpenResult.NoHandshake(refusals.getFirst());
    }

    private OpenResult open(TransportGrade demand, MxTarget target, InetAddress address, Introduction introduction) {
        return opener.open(target, address, Offers.forDemand(demand, judge, LocalDate.now(clock)), introduction);
    }
}
