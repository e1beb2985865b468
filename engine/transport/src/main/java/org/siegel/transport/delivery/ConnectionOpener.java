package org.siegel.transport.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.judgement.Authentication;
import org.siegel.transport.judgement.ObservedTransfer;
import org.siegel.transport.judgement.TransportJudge;
import org.siegel.transport.smtp.Deadline;
import org.siegel.transport.smtp.Failed;
import org.siegel.transport.smtp.FailureKind;
import org.siegel.transport.smtp.Hello;
import org.siegel.transport.smtp.Introduction;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.smtp.SmtpConversation;
import org.siegel.transport.smtp.SocketWire;
import org.siegel.transport.smtp.StartTls;
import org.siegel.transport.smtp.Wire;
import org.siegel.transport.tls.TlsHandshake;
import org.siegel.transport.tls.TlsObservation;
import org.siegel.transport.tls.TlsOffer;
import org.siegel.transport.tls.TlsOutcome;

/** Opens a connection to one address up to the point where mail could be sent, and judges it there. */
final class ConnectionOpener {

    private final Dialer dialer;
    private final SmtpClient smtp;
    private final TlsHandshake handshake;
    private final Duration handshakeTimeout;
    private final boolean isImplicitTls;
    private final Authenticator authenticator;
    private final TransportJudge judge;
    private final Clock clock;

    ConnectionOpener(
            Dialer dialer,
            SmtpClient smtp,
            TlsHandshake handshake,
            Duration handshakeTimeout,
            boolean isImplicitTls,
            Authenticator authenticator,
            TransportJudge judge,
            Clock clock) {
        this.dialer = dialer;
        this.smtp = smtp;
        this.handshake = handshake;
        this.handshakeTimeout = handshakeTimeout;
        this.isImplicitTls = isImplicitTls;
        this.authenticator = authenticator;
        this.judge = judge;
        this.clock = clock;
    }

    /** The same over TCP connections that somebody else makes. */
    ConnectionOpener over(Dialer other) {
        return new ConnectionOpener(
                other, smtp, handshake, handshakeTimeout, isImplicitTls, authenticator, judge, clock);
    }

    Dialer dialer() {
        return dialer;
    }

    /** Opens with STARTTLS where the server has it; without it the connection is judged as the cleartext that it is. */
    OpenResult open(MxTarget target, InetAddress address, TlsOffer offer, Introduction introduction) {
        return isImplicitTls
                ? connect(target, address, socket -> handshake(target, address, offer, socket, smtp::overTls))
                : begin(target, address, introduction, plain -> startTls(target, address, offer, plain));
    }

    /** Opens in cleartext, for mail that demands nothing, to a server whose TLS does not work at all. */
    OpenResult openCleartext(MxTarget target, InetAddress address, String noTls) {
        if (isImplicitTls) {
            return new OpenResult.NoHandshake(noTls, false);
        }
        return begin(
                target,
                address,
                Introduction.HELO_IF_NEEDED,
                plain -> new OpenResult.Open(plain.conversation(), factsWithoutTls(target, address, noTls)));
    }

    /** Judges an open connection again, for mail that other look-ups led to the same server. */
    ConnectionFacts judgeAgain(MxTarget target, ConnectionFacts seen) {
        return seen.tls()
                .map(tls -> factsWithTls(target, seen.address(), tls))
                .orElseThrow(() -> new IllegalStateException("A connection in cleartext is used for one mail only"));
    }

    private record Plain(Socket socket, SmtpConversation conversation) {}

    @FunctionalInterface
    private interface Next {
        OpenResult after(Plain plain) throws IOException;
    }

    @FunctionalInterface
    private interface Opening {
        OpenResult over(Socket socket) throws IOException;
    }

    private OpenResult begin(MxTarget target, InetAddress address, Introduction introduction, Next next) {
        return connect(target, address, socket -> {
            SmtpConversation conversation = smtp.over(SocketWire.plain(socket));
            return switch (conversation.hello(introduction)) {
                case Hello.Welcome _welcome -> next.after(new Plain(socket, conversation));
                case Failed failed -> turnedAway(conversation, where(target, address) + ": " + failed.describe());
            };
        });
    }

    private static String where(MxTarget target, InetAddress address) {
        return target.host() + " [" + address.getHostAddress() + "]:" + target.port();
    }

    private OpenResult connect(MxTarget target, InetAddress address, Opening opening) {
        Socket socket;
        try {
            socket = dialer.connect(address, target.port());
        } catch (IOException e) {
            return new OpenResult.Unavailable("no connection to " + where(target, address) + ": " + e.getMessage());
        }
        OpenResult result;
        try {
            result = opening.over(socket);
        } catch (IOException e) {
            result = new OpenResult.Unavailable(
                    "the connection to " + where(target, address) + " broke: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            closeQuietly(socket);
            throw e;
        }
        if (!(result instanceof OpenResult.Open)) {
            closeQuietly(socket);
        }
        return result;
    }

    private OpenResult startTls(MxTarget target, InetAddress address, TlsOffer offer, Plain plain) {
        return switch (plain.conversation().startTls()) {
            case StartTls.HandshakeDue() ->
                handshake(target, address, offer, plain.socket(), plain.conversation()::secured);
            case Failed failed ->
                failed.kind() == FailureKind.STARTTLS_NOT_OFFERED || failed.kind() == FailureKind.STARTTLS_REFUSED
                        ? new OpenResult.Open(plain.conversation(), factsWithoutTls(target, address, failed.describe()))
                        : broken(failed, target.host() + ": " + failed.describe());
        };
    }

    private static OpenResult broken(Failed failed, String reason) {
        return failed.kind() == FailureKind.PLAINTEXT_INJECTED
                ? new OpenResult.Injected(reason)
                : new OpenResult.Unavailable(reason);
    }

    private OpenResult handshake(
            MxTarget target,
            InetAddress address,
            TlsOffer offer,
            Socket socket,
            Function<Wire, SmtpConversation> conversation) {
        TlsOutcome outcome;
        boolean isLate;
        try (Deadline deadline = Deadline.arm(smtp.alarms(), handshakeTimeout, () -> closeQuietly(socket))) {
            outcome = handshake.over(socket.getInputStream(), socket.getOutputStream(), offer, target.serverName());
            isLate = deadline.missed();
        } catch (IOException e) {
            return new OpenResult.Unavailable("the connection to " + target.host() + " broke: " + e.getMessage());
        }
        return switch (outcome) {
            case TlsOutcome.Established established ->
                secured(target, address, conversation.apply(wire(socket, established)), established);
            case TlsOutcome.Refused(var reason, var isAnswered) ->
                new OpenResult.NoHandshake(target.host() + ": " + reason, !isAnswered);
            case TlsOutcome.Broken(var reason, var isAnswered) ->
                isLate
                        ? new OpenResult.Unavailable(
                                target.host() + " did not answer the TLS handshake in time", !isAnswered)
                        : new OpenResult.NoHandshake(target.host() + ": " + reason, !isAnswered);
        };
    }

    private static Wire wire(Socket socket, TlsOutcome.Established tls) {
        return SocketWire.tls(socket, tls.in(), tls.out());
    }

    private OpenResult secured(
            MxTarget target, InetAddress address, SmtpConversation conversation, TlsOutcome.Established tls) {
        return switch (conversation.hello(Introduction.EHLO_ONLY)) {
            case Hello.Welcome _welcome ->
                new OpenResult.Open(conversation, factsWithTls(target, address, tls.observation()));
            case Failed failed -> turnedAway(conversation, target.host() + ", after STARTTLS: " + failed.describe());
        };
    }

    /** Not without saying good-bye (RFC 5321 §4.1.1.10). */
    private static OpenResult turnedAway(SmtpConversation conversation, String reason) {
        conversation.close();
        return new OpenResult.Unavailable(reason);
    }

    private ConnectionFacts factsWithTls(MxTarget target, InetAddress address, TlsObservation tls) {
        return facts(target, address, Optional.of(tls), "", authenticator.authenticate(target, tls, clock.instant()));
    }

    private ConnectionFacts factsWithoutTls(MxTarget target, InetAddress address, String noTls) {
        return facts(target, address, Optional.empty(), noTls, authenticator.withoutTls(target));
    }

    private ConnectionFacts facts(
            MxTarget target,
            InetAddress address,
            Optional<TlsObservation> tls,
            String noTls,
            Authentication authentication) {
        ObservedTransfer transfer = new ObservedTransfer(
                target.mx(),
                target.pins().isConfirmed(),
                target.sts(),
                target.corroboration(),
                target.addresses(),
                tls,
                noTls,
                authentication);
        return new ConnectionFacts(
                target.host(),
                address,
                target.port(),
                label(target.mx()),
                label(target.addresses()),
                target.tlsaLabel(),
                tls,
                judge.judge(transfer, clock));
    }

    private static String label(Security security) {
        return security == Security.SECURE ? "secure" : "insecure";
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _alreadyGone) {
            // Nothing is left to close.
        }
    }
}
