package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.siegel.transport.route.AddressFilter;

/**
 * What an administrator sets about the network.
 *
 * @param port               that MX hosts are connected to; 25 but in closed worlds
 * @param addresses          to which mail may be sent
 * @param bind               the local address to connect from, if not any
 * @param connectTimeout     for one address
 * @param handshakeTimeout   for TLS
 * @param predictionValidity how long a prediction is relied on
 * @param probes             how much is asked of other people's servers
 * @param reuse              of connections for several mails
 */
public record TransportSettings(
        int port,
        AddressFilter addresses,
        Optional<InetAddress> bind,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration predictionValidity,
        ProbeLimits probes,
        ReuseLimits reuse) {}
