package org.siegel.testing.smtp;

import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.testing.pki.Identity;

/** An {@link SmtpSink} that has not started yet. */
public final class SmtpSinkBuilder {
    private final InetAddress address;
    private int port;
    private String name = "sink.invalid";
    private Clock clock = Clock.systemUTC();
    private TlsSettings tls = TlsSettings.modern();
    private Extensions extensions = Extensions.usual();
    private boolean keeps = true;
    private final List<Identity> identities = new ArrayList<>();
    private final Map<String, Identity> identitiesByName = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();

    SmtpSinkBuilder(InetAddress address) {
        this.address = address;
    }

    /** 0, the default, takes one that is free on this address. */
    public SmtpSinkBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** What the server calls itself. */
    public SmtpSinkBuilder named(String newName) {
        name = newName;
        return this;
    }

    /** Decides {@link Received#at}; the system's clock unless set. */
    public SmtpSinkBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /** Another identity for every client; the first one that suits the suite is shown. Without any there is no TLS. */
    public SmtpSinkBuilder identity(Identity identity) {
        identities.add(identity);
        return this;
    }

    /** The identity for clients that ask for this name (RFC 6066 §3). */
    public SmtpSinkBuilder identityFor(String sni, Identity identity) {
        identitiesByName.put(sni, identity);
        return this;
    }

    /** {@link TlsSettings#modern} unless set. */
    public SmtpSinkBuilder tls(TlsSettings settings) {
        tls = settings;
        return this;
    }

    /** The lines of the EHLO reply, such as {@code SIZE 1000}, instead of the usual ones. STARTTLS and AUTH add themselves. */
    public SmtpSinkBuilder extensions(String... lines) {
        extensions = new Extensions(List.of(lines));
        return this;
    }

    /** Offers AUTH PLAIN and LOGIN, and accepts this user; mail is accepted without it too. */
    public SmtpSinkBuilder user(String userName, String password) {
        passwords.put(userName, password);
        return this;
    }

    /** For load runs: counts only, keeps no messages, connections, commands or cleartext. */
    public SmtpSinkBuilder countingOnly() {
        keeps = false;
        return this;
    }

    /** Opens the socket. */
    public SmtpSink start() {
        var log = new SinkLog(keeps);
        var state = new SinkState(name, clock, passwords, log, keeps ? Optional.of(new Spool()) : Optional.empty());
        state.identities(identities, identitiesByName);
        boolean hasIdentity = !identities.isEmpty() || !identitiesByName.isEmpty();
        state.tls(hasIdentity ? tls : TlsSettings.none());
        state.extensions(extensions);
        return new SmtpSink(state, address, port);
    }
}
