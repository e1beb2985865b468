package org.siegel.transport.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Deadline;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Connections to web servers whose names are chosen by outsiders. */
public final class WebConnections {

    /** Whoever names many addresses does not get to make us knock everywhere. */
    private static final int MOST_ADDRESSES = 4;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ValidatingDns dns;
    private final AddressFilter filter;
    private final Alarms alarms;

    /**
     * Connects to nothing yet.
     *
     * @param filter to which addresses connections are made
     */
    public WebConnections(ValidatingDns dns, AddressFilter filter, Alarms alarms) {
        this.dns = dns;
        this.filter = filter;
        this.alarms = alarms;
    }

    /** What is done over a connection. */
    @FunctionalInterface
    public interface Exchange<T> {
        T over(Socket socket) throws IOException;
    }

    /** Signals that nobody could be asked, or not in time; the message is for people. */
    public static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Unreachable(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /**
     * Runs the exchange over a connection to the first of the host's addresses that answers.
     *
     * @param inAll from the first connection to the end of the exchange
     * @throws Unreachable if there was no connection, or time ran out
     * @throws IOException as the exchange does
     */
    public <T> T to(DomainName host, int port, Duration inAll, Exchange<T> exchange) throws IOException {
        List<InetAddress> addresses = addresses(host);
        try (AbortableSockets sockets = new AbortableSockets();
                Deadline deadline = Deadline.arm(alarms, inAll, sockets::abort)) {
            String obstacle = "";
            for (InetAddress address : addresses) {
                Socket socket;
                try {
                    socket = sockets.connect(address, port, CONNECT);
                } catch (IOException e) {
                    obstacle = "no connection to " + host + ": " + e.getMessage();
                    continue;
                }
                try {
                    return exchange.over(socket);
                } catch (IOException e) {
                    throw deadline.missed() ? tooSlow(host, inAll) : e;
                }
            }
            throw deadline.missed() ? tooSlow(host, inAll) : new Unreachable(obstacle);
        }
    }

    private static Unreachable tooSlow(DomainName host, Duration inAll) {
        return new Unreachable(host + " took longer than " + inAll.toSeconds() + " seconds");
    }

    private List<InetAddress> addresses(DomainName host) throws Unreachable {
        DnsAnswer v4 = dns.query(host, Type.A);
        DnsAnswer v6 = dns.query(host, Type.AAAA);
        List<InetAddress> all = Stream.of(v4, v6)
                .flatMap(answer -> answer instanceof DnsAnswer.Found found ? found.records().stream() : Stream.empty())
                .map(WebConnections::address)
                .toList();
        if (all.isEmpty()) {
            throw new Unreachable(
                    v4 instanceof DnsAnswer.Failed(var _isBogus, var reason)
                            ? "the address of " + host + " could not be looked up: " + reason
                            : host + " has no address");
        }
        List<InetAddress> allowed =
                all.stream().filter(filter::isAllowed).limit(MOST_ADDRESSES).toList();
        if (allowed.isEmpty()) {
            throw new Unreachable(host + " has only private or loopback addresses");
        }
        return allowed;
    }

    private static InetAddress address(Record record) {
        return record instanceof ARecord v4 ? v4.getAddress() : ((AAAARecord) record).getAddress();
    }
}
