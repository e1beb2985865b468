package org.siegel.transport.resolver;

import java.time.Duration;
import java.util.random.RandomGenerator;
import javax.net.ssl.X509TrustManager;
import org.siegel.transport.smtp.Alarms;

/**
 * What it takes to ask a resolver.
 *
 * @param timeout for a question and its answer, connection and handshake included
 * @param trust   decides which certificates are trusted; the name in them is checked in any case
 * @param random  for identifiers that nobody can guess
 */
public record ResolverSettings(Duration timeout, X509TrustManager trust, RandomGenerator random, Alarms alarms) {

    /** How a resolver at {@code address} is asked; connects when it is. */
    public RemoteResolver at(ResolverAddress address) {
        return switch (address) {
            case ResolverAddress.Plain(var socket) -> new OverUdp(socket, timeout, alarms);
            case ResolverAddress.Tls tls -> new OverTls(tls, this);
            case ResolverAddress.Https https -> new OverHttps(https, this);
        };
    }
}
