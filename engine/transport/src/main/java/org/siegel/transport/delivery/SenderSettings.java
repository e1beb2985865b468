package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.siegel.transport.smtp.Login;

/**
 * What one way out does otherwise than probes and all other ways.
 *
 * @param heloName       what we call ourselves
 * @param bind           the local address to connect from
 * @param timeout        for each command
 * @param connectTimeout for one address
 * @param login          for a configured gateway; used only inside TLS, with a server that has proved its name
 * @param isImplicitTls  whether the gateway speaks TLS from the first octet (RFC 8314 §3.3)
 */
public record SenderSettings(
        Optional<String> heloName,
        Optional<InetAddress> bind,
        Optional<Duration> timeout,
        Optional<Duration> connectTimeout,
        Optional<Login> login,
        boolean isImplicitTls) {

    /** Nothing of its own. */
    public static final SenderSettings STANDARD = new SenderSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
