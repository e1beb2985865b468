package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.Offers;
import org.siegel.transport.judgement.TransportJudge;
import org.siegel.transport.smtp.Introduction;
import org.siegel.transport.tls.TlsOffer;

/**
 * Opens the best connection to a mail server that a demand allows. For the demand QUALIFIED nothing but what qualifies
 * is offered; only mail that demands nothing may end in cleartext.
 */
final class Transfers {

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().name("siegel-dial-", 0).factory();

    private final ConnectionOpener opener;
    private final KeptConnections kept;
    private final TransportJudge judge;
    private final ShortHellos shortHellos;
    private final Families families;
    private final Clock clock;

    Transfers(
            ConnectionOpener opener,
            KeptConnections kept,
            TransportJudge judge,
            ShortHellos shortHellos,
            Families families,
            Clock clock) {
        this.opener = opener;
        this.kept = kept;
        this.judge = judge;
        this.shortHellos = shortHellos;
        this.families = families;
        this.clock = clock;
    }

    /** The addresses in the order in which they are to be tried. */
    List<InetAddress> ordered(List<InetAddress> addresses) {
        return families.ordered(addresses);
    }

    /** Connects to the address that answers first. */
    Race race(List<InetAddress> ordered, int port) {
        return Race.among(ordered, port, opener.dialer(), address -> families.note(address, false), THREADS);
    }

    /** The same, but it connects as {@code race} does. */
    Transfers over(Race race) {
        return new Transfers(opener.over(race), kept, judge, shortHellos, families, clock);
    }

    /** An idle connection that is good enough for mail that demands {@code demand}, if there is one. */
    Optional<KeptConnection> idleFor(TransportGrade demand, MxTarget target, InetAddress address) {
        return kept.take(demand, target, address);
    }

    /** One that was just opened and has carried nothing. */
    KeptConnection fresh(MxTarget target, InetAddress address, OpenResult.Open open) {
        return new KeptConnection(target, address, open.conversation(), open.facts(), clock.instant(), 0);
    }

    /** What a handshake of a moment ago is worth for mail that other look-ups led to the same server. */
    ConnectionFacts judgedAgain(MxTarget target, ConnectionFacts seen) {
        return opener.judgeAgain(target, seen);
    }

    /** Keeps it for the next mail, or ends it. */
    void release(KeptConnection connection) {
        kept.keep(connection);
    }

    /** Ends it; whoever closes does not wait for the server. */
    void end(KeptConnection connection) {
        kept.part(connection);
    }

    /** Ends all idle ones. */
    void endIdle() {
        kept.endAll();
    }

    /**
     * Opens for mail that demands {@code demand}. An open connection may still fall short of it.
     *
     * @param attempt hears what came of TLS, even where cleartext follows
     */
    OpenResult openFor(TransportGrade demand, MxTarget target, InetAddress address, Consumer<OpenResult> attempt) {
        Introduction introduction =
                demand == TransportGrade.NONE ? Introduction.HELO_IF_NEEDED : Introduction.EHLO_ONLY;
        OpenResult result = open(demand, target, address, introduction);
        attempt.accept(result);
        return demand == TransportGrade.NONE && result instanceof OpenResult.NoHandshake(var reason, var _unanswered)
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
            if (!(result instanceof OpenResult.NoHandshake(var reason, var _unanswered))) {
                return result;
            }
            refusals.add(reason);
        }
        return new OpenResult.NoHandshake(refusals.getFirst(), false);
    }

    /** Hybrid groups first; where their hello gets no answer, once more without, if the demand allows that. */
    private OpenResult open(TransportGrade demand, MxTarget target, InetAddress address, Introduction introduction) {
        TlsOffer offer = Offers.forDemand(demand, judge, LocalDate.now(clock));
        Optional<TlsOffer> reduced = offer.withoutHybrids();
        if (reduced.isEmpty()) {
            return opener.open(target, address, offer, introduction);
        }
        if (shortHellos.areNeededBy(address, target.port())) {
            return opener.open(target, address, reduced.get(), introduction);
        }
        OpenResult first = opener.open(target, address, offer, introduction);
        if (!first.isHelloUnanswered()) {
            return first;
        }
        OpenResult second = opener.open(target, address, reduced.get(), introduction);
        if (second instanceof OpenResult.Open(var _conversation, var facts)
                && facts.tls().isPresent()) {
            shortHellos.note(address, target.port());
        }
        return second instanceof OpenResult.Unavailable ? first : second;
    }
}
