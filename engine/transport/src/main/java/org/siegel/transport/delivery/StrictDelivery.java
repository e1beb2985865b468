package org.siegel.transport.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.route.MailRoute;
import org.siegel.transport.smtp.Accepted;
import org.siegel.transport.smtp.EnhancedStatus;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.Failed;
import org.siegel.transport.smtp.Login;
import org.siegel.transport.smtp.Outcome;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Permanence;
import org.siegel.transport.smtp.Rejected;
import org.siegel.transport.smtp.SmtpReply;
import org.siegel.transport.smtp.Transmission;

/**
 * Delivers a mail over a connection that reaches the grade demanded, or not at all. The judgement falls before MAIL
 * FROM, on the very connection.
 */
public final class StrictDelivery {

    private static final EnhancedStatus NO_ANSWER = new EnhancedStatus(4, 4, 1);
    /** Of mail that waits because a name could not be looked up. */
    public static final EnhancedStatus DNS_FAILURE = new EnhancedStatus(4, 4, 3);

    private static final EnhancedStatus NULL_MX = new EnhancedStatus(5, 1, 10);
    private static final EnhancedStatus NO_SUCH_DOMAIN = new EnhancedStatus(5, 1, 2);
    private static final EnhancedStatus NO_ROUTE = new EnhancedStatus(5, 4, 4);
    private static final EnhancedStatus NOT_LOGGED_IN = new EnhancedStatus(4, 7, 8);
    private static final EnhancedStatus SECURITY_FAILURE = new EnhancedStatus(4, 7, 5);
    /** RFC 8689 §4.2.1: no encryption of the kind that REQUIRETLS means. */
    private static final EnhancedStatus ENCRYPTION_NEEDED = new EnhancedStatus(5, 7, 10);

    private final TargetFinder finder;
    private final Transfers transfers;
    private final SessionNotes notes;
    private final Optional<Login> login;

    StrictDelivery(TargetFinder finder, Transfers transfers, SessionNotes notes, Optional<Login> login) {
        this.finder = finder;
        this.transfers = transfers;
        this.notes = notes;
        this.login = login;
    }

    /**
     * One attempt, over the mail servers in their order until one takes the mail or refuses it.
     *
     * @throws IOException only if the message cannot be read
     */
    public DeliveryReport deliver(
            Destination destination, TransportGrade demand, Envelope envelope, OutgoingMessage message)
            throws IOException {
        boolean isCounted = destination instanceof Destination.Domain;
        return deliver(destination, demand, envelope, message, isCounted ? notes : SessionNotes.none(), false);
    }

    /**
     * One attempt for a report about TLS: it goes over whatever TLS there is, or none, because it tells of just that, and its
     * sessions are not counted (RFC 8460 §5.3, §5.4).
     *
     * @throws IOException only if the message cannot be read
     */
    public DeliveryReport deliverReport(Destination.Domain destination, Envelope envelope, OutgoingMessage message)
            throws IOException {
        return deliver(destination, TransportGrade.NONE, envelope, message, SessionNotes.none(), true);
    }

    private DeliveryReport deliver(
            Destination destination,
            TransportGrade demand,
            Envelope envelope,
            OutgoingMessage message,
            SessionNotes told,
            boolean isReport)
            throws IOException {
        return switch (finder.find(destination)) {
            case TargetFinder.Finding.Nowhere(var why) ->
                same(envelope, new Fate.Refused(status(why.reason()), why.detail()), null);
            case TargetFinder.Finding.Unknown(var why) ->
                same(envelope, new Fate.Postponed(unresolved(why.isBogus()), why.reason()), null);
            case TargetFinder.Finding.Candidates(var candidates) ->
                new Attempt(demand, envelope, message, told, isReport).overAll(candidates);
        };
    }

    /** Ends the connections that are kept for the next mails; a mail that comes later opens its own. */
    public void endIdle() {
        transfers.endIdle();
    }

    private static EnhancedStatus status(MailRoute.Nowhere.Reason reason) {
        return switch (reason) {
            case NULL_MX -> NULL_MX;
            case NO_SUCH_DOMAIN -> NO_SUCH_DOMAIN;
            case NO_USABLE_HOST -> NO_ROUTE;
        };
    }

    private static EnhancedStatus unresolved(boolean isBogus) {
        return isBogus ? SECURITY_FAILURE : DNS_FAILURE;
    }

    private static DeliveryReport same(Envelope envelope, Fate fate, @Nullable ConnectionFacts facts) {
        return new DeliveryReport(
                envelope.recipients().stream()
                        .map(recipient -> new DeliveryReport.Result(recipient.mailbox(), fate, Optional.empty()))
                        .toList(),
                Optional.ofNullable(facts),
                false,
                false);
    }

    /** One attempt's way through the mail servers; remembers what was in the way, to tell it if none took the mail. */
    private final class Attempt {
        private final TransportGrade demand;
        private final Envelope envelope;
        private final OutgoingMessage message;
        private final SessionNotes told;
        private final boolean isReport;
        private final List<String> shortfalls = new ArrayList<>();
        private final List<Fate.Postponed> obstacles = new ArrayList<>();
        private final List<String> useless = new ArrayList<>();
        private @Nullable DeliveryReport refusal;
        private @Nullable ConnectionFacts lastFacts;

        Attempt(
                TransportGrade demand,
                Envelope envelope,
                OutgoingMessage message,
                SessionNotes told,
                boolean isReport) {
            this.demand = demand;
            this.envelope = envelope;
            this.message = message;
            this.told = told;
            this.isReport = isReport;
        }

        DeliveryReport overAll(List<TargetFinder.Candidate> candidates) throws IOException {
            for (TargetFinder.Candidate candidate : candidates) {
                switch (candidate.resolve()) {
                    case TargetFinder.Resolved.Later(var isBogus, var reason) ->
                        obstacles.add(new Fate.Postponed(unresolved(isBogus), reason));
                    case TargetFinder.Resolved.Useless(var reason) -> useless.add(reason);
                    case TargetFinder.Resolved.TlsaUnknown(var at, var isBogus, var reason) -> {
                        told.unknown(at, reason);
                        obstacles.add(new Fate.Postponed(unresolved(isBogus), reason));
                        Optional<DeliveryReport> report = isReport ? at(at) : Optional.empty();
                        if (report.isPresent()) {
                            return report.get();
                        }
                    }
                    case TargetFinder.Resolved.At at -> {
                        Optional<DeliveryReport> report = at(at);
                        if (report.isPresent()) {
                            return report.get();
                        }
                    }
                }
            }
            return refusal == null ? same(envelope, failure(), lastFacts) : refusal;
        }

        private Optional<DeliveryReport> at(TargetFinder.Resolved.At at) throws IOException {
            MxTarget target = at.target();
            List<InetAddress> ordered = transfers.ordered(at.addresses());
            for (InetAddress address : ordered) {
                Optional<KeptConnection> idle = transfers.idleFor(leastOffered(), target, address);
                if (idle.isPresent()) {
                    told.taken(at, idle.get());
                    if (isKeptFrom(idle.get())) {
                        return Optional.empty();
                    }
                    Transmission transmission = transmit(idle.get());
                    if (!transmission.isUntouched()) {
                        return weigh(transmission, idle.get().facts());
                    }
                }
            }
            try (Race race = transfers.race(ordered, target.port())) {
                for (InetAddress address : race.order()) {
                    Optional<DeliveryReport> report = opened(transfers.over(race), at, address);
                    if (report.isPresent()) {
                        return report;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<DeliveryReport> opened(Transfers racing, TargetFinder.Resolved.At at, InetAddress address)
                throws IOException {
            return switch (racing.openFor(
                    leastOffered(), at.target(), address, result -> told.opened(at, address, result))) {
                case OpenResult.Injected(var reason) -> {
                    obstacles.add(new Fate.Postponed(NO_ANSWER, reason));
                    yield Optional.empty();
                }
                case OpenResult.Unavailable(var reason, var _unanswered) -> {
                    obstacles.add(new Fate.Postponed(NO_ANSWER, reason));
                    yield Optional.empty();
                }
                case OpenResult.NoHandshake(var reason, var _unanswered) -> {
                    fallShort(reason);
                    yield Optional.empty();
                }
                case OpenResult.Open open -> over(transfers.fresh(at.target(), address, open));
            };
        }

        private TransportGrade leastOffered() {
            return envelope.insistsOnTls() ? demand.max(RequiredTls.LEAST) : demand;
        }

        /** There is no TLS at all; to REQUIRETLS that is an answer for good (RFC 8689 §4.2.1). */
        private void fallShort(String reason) {
            if (envelope.insistsOnTls()) {
                refuse(reason, lastFacts);
            } else {
                shortfalls.add(reason);
            }
        }

        private void refuse(String reason, @Nullable ConnectionFacts facts) {
            refusal = refusal == null
                    ? same(envelope, new Fate.Refused(ENCRYPTION_NEEDED, RequiredTls.refusal(reason)), facts)
                    : refusal;
        }

        /** Whether REQUIRETLS forbids this connection, which is then given back. */
        private boolean isKeptFrom(KeptConnection connection) {
            Optional<String> lack = envelope.insistsOnTls() ? RequiredTls.lack(connection) : Optional.empty();
            lack.ifPresent(reason -> {
                refuse(reason, connection.facts());
                transfers.release(connection);
            });
            return lack.isPresent();
        }

        private Transmission transmit(KeptConnection connection) throws IOException {
            try {
                return connection.conversation().transmit(envelope, message);
            } finally {
                transfers.release(connection.used());
            }
        }

        /** Empty if the next server should be tried. */
        private Optional<DeliveryReport> over(KeptConnection connection) throws IOException {
            ConnectionFacts facts = connection.facts();
            lastFacts = facts;
            Optional<String> prohibition =
                    isReport ? Optional.empty() : facts.judgement().prohibition();
            if (prohibition.isPresent()) {
                obstacles.add(new Fate.Postponed(SECURITY_FAILURE, prohibition.get()));
                transfers.release(connection);
                return Optional.empty();
            }
            if (isKeptFrom(connection)) {
                return Optional.empty();
            }
            if (!isReport && !facts.judgement().permits(demand)) {
                shortfalls.add(facts.host() + ": " + facts.judgement().shortfall(demand));
                transfers.release(connection);
                return Optional.empty();
            }
            Optional<String> notLoggedIn = login.flatMap(own -> logIn(own, connection));
            if (notLoggedIn.isPresent()) {
                obstacles.add(new Fate.Postponed(NOT_LOGGED_IN, notLoggedIn.get()));
                transfers.end(connection);
                return Optional.empty();
            }
            return weigh(transmit(connection), facts);
        }

        /** The password is told to nobody who has not proved to be meant. */
        private static Optional<String> logIn(Login login, KeptConnection connection) {
            ConnectionFacts facts = connection.facts();
            boolean isProven = facts.judgement().findings().stream()
                    .anyMatch(finding -> finding.criterion() == Criterion.AUTHENTICATION
                            && finding.status() == Finding.Status.PASSED);
            if (!isProven) {
                return Optional.of("the password is not told to " + facts.host()
                        + ", because its certificate does not prove that name");
            }
            return connection.conversation().authenticate(login).map(failed -> facts.host() + ": " + failed.describe());
        }

        private Optional<DeliveryReport> weigh(Transmission transmission, ConnectionFacts facts) {
            lastFacts = facts;
            DeliveryReport report = report(transmission, facts);
            if (!mayGoElsewhere(transmission)) {
                return Optional.of(report);
            }
            if (transmission.results().stream().anyMatch(result -> result.outcome() instanceof Rejected)) {
                refusal = refusal == null ? report : refusal;
            } else {
                obstacles.add(new Fate.Postponed(
                        NO_ANSWER, transmission.results().getFirst().outcome().describe()));
            }
            return Optional.empty();
        }

        /** If it is certain that nobody got the mail, and no server refused it for good (RFC 5321 §5.1). */
        private boolean mayGoElsewhere(Transmission transmission) {
            return transmission.results().stream().allMatch(result -> switch (result.outcome()) {
                case Accepted _accepted -> false;
                case Rejected rejected ->
                    rejected.permanence() == Permanence.TRANSIENT || rejected.ground() instanceof Rejected.WeFound;
                case Failed failed -> !failed.mayHaveArrived();
            });
        }

        private static DeliveryReport report(Transmission transmission, ConnectionFacts facts) {
            return new DeliveryReport(
                    transmission.results().stream()
                            .map(result -> new DeliveryReport.Result(
                                    result.recipient().mailbox(), fate(result.outcome()), reply(result.outcome())))
                            .toList(),
                    Optional.of(facts),
                    transmission.dsnPassedOn(),
                    transmission.isEncoded());
        }

        private static Optional<SmtpReply> reply(Outcome outcome) {
            return switch (outcome) {
                case Accepted accepted -> Optional.of(accepted.reply());
                case Rejected rejected ->
                    rejected.ground() instanceof Rejected.ServerSaid(var reply) ? Optional.of(reply) : Optional.empty();
                case Failed failed -> failed.reply();
            };
        }

        private static Fate fate(Outcome outcome) {
            return switch (outcome) {
                case Accepted accepted -> new Fate.Delivered(accepted.describe());
                case Rejected rejected ->
                    rejected.permanence() == Permanence.PERMANENT
                            ? new Fate.Refused(rejected.status(), rejected.describe(), rejected.stage())
                            : new Fate.Postponed(rejected.status(), rejected.describe());
                case Failed failed -> new Fate.Postponed(NO_ANSWER, failed.describe());
            };
        }

        /** A missed grade is told before anything else: it is what the policy has an answer to. */
        private Fate failure() {
            if (!shortfalls.isEmpty()) {
                return new Fate.GradeMissed(String.join("; ", shortfalls));
            }
            if (!obstacles.isEmpty()) {
                return new Fate.Postponed(
                        obstacles.getFirst().status(),
                        obstacles.stream().map(Fate.Postponed::words).collect(Collectors.joining("; ")));
            }
            return new Fate.Refused(NO_ROUTE, String.join("; ", useless));
        }
    }
}
