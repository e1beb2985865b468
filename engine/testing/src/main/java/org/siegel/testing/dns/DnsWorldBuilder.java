package org.siegel.testing.dns;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.siegel.testing.Loopback;
import org.xbill.DNS.Name;

/**
 * The zones of a {@link SignedDnsWorld} before it starts. The root zone is there from the beginning, signed; a top-level
 * zone that is needed and was not named is added, signed.
 *
 * <p>Lines are those of a zone file: {@code "@ MX 10 mx1"}, {@code "mx1 60 IN A 127.0.1.1"}; names without a final dot
 * are relative to the zone.
 */
public final class DnsWorldBuilder {
    private final Clock clock;
    private final NavigableMap<Name, ZonePlan> plans = new TreeMap<>();
    private InetAddress address = Loopback.address();
    private int port;

    DnsWorldBuilder(Clock clock) {
        this.clock = clock;
        signed(".");
    }

    /** Listens there instead of on a free port of 127.0.0.1; port 0 means a free one. */
    public DnsWorldBuilder listeningOn(InetAddress newAddress, int newPort) {
        address = newAddress;
        port = newPort;
        return this;
    }

    /** A zone signed with ECDSA P-256, or the same zone again. */
    public DnsWorldBuilder signed(String origin, String... lines) {
        return signed(origin, DnsAlgorithm.ECDSAP256SHA256, lines);
    }

    /** A zone signed with the given algorithm. */
    public DnsWorldBuilder signed(String origin, DnsAlgorithm algorithm, String... lines) {
        Name name = ZonePlan.absolute(origin);
        return add(name, new ZoneSecurity.Signed(ZoneKey.generate(name, algorithm)), lines);
    }

    /** A zone without signatures; its parent, if signed, proves that there is no DS record (RFC 4035 §5.2). */
    public DnsWorldBuilder unsigned(String origin, String... lines) {
        return add(ZonePlan.absolute(origin), new ZoneSecurity.Unsigned(), lines);
    }

    /** A zone that its parent vouches for, but that has a flaw. */
    public DnsWorldBuilder flawed(String origin, ZoneFlaw flaw, String... lines) {
        Name name = ZonePlan.absolute(origin);
        var key = ZoneKey.generate(name, DnsAlgorithm.ECDSAP256SHA256);
        return add(name, new ZoneSecurity.Flawed(key, flaw), lines);
    }

    private DnsWorldBuilder add(Name origin, ZoneSecurity security, String... lines) {
        plans.put(origin, ZonePlan.of(origin, security, ZonePlan.parse(origin, List.of(lines))));
        return this;
    }

    /** Opens the sockets. */
    public SignedDnsWorld start() {
        for (Name origin : List.copyOf(plans.keySet())) {
            if (origin.labels() > 2) {
                Name topLevel = new Name(origin, origin.labels() - 2);
                if (!plans.containsKey(topLevel)) {
                    signed(topLevel.toString());
                }
            }
        }
        return new SignedDnsWorld(clock, plans, address, port);
    }
}
