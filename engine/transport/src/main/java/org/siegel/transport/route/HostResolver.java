package org.siegel.transport.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.dns.ValidatingDns;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** Finds the addresses of an MX host and, below secure addresses only, its TLSA records (RFC 7672 §2.2.2). */
public final class HostResolver {

    /** RFC 5321 §5.1 asks for at least two; whoever names many does not get to make us knock everywhere. */
    private static final int MOST_ADDRESSES = 8;

    private final ValidatingDns dns;
    private final AddressFilter filter;
    private final int port;

    /**
     * Sets up; asks nothing yet.
     *
     * @param filter which addresses mail may be sent to
     * @param port   that is connected to, so that the TLSA records of that port are asked for
     */
    public HostResolver(ValidatingDns dns, AddressFilter filter, int port) {
        this.dns = dns;
        this.filter = filter;
        this.port = port;
    }

    /**
     * Begins to fetch the addresses of a host that may be asked for, and beside them its TLSA records, which saves a round
     * trip. Whether these count is found out by {@link #resolve}; below insecure addresses they are neither looked at nor
     * waited for (RFC 7672 §2.2.2).
     */
    public void expect(DomainName host) {
        dns.expect(host, Type.AAAA);
        dns.expect(host, Type.A);
        tlsaOwner(host).ifPresent(owner -> dns.expect(owner, Type.TLSA));
    }

    /** How {@code host} is reached now. */
    public HostRoute resolve(DomainName host) {
        dns.prefetch(host, Type.AAAA);
        dns.prefetch(host, Type.A);
        DnsAnswer v6 = dns.query(host, Type.AAAA);
        DnsAnswer v4 = dns.query(host, Type.A);
        if (v6 instanceof DnsAnswer.Failed(var isBogus, var reason)) {
            return new HostRoute.Unresolved(isBogus, reason);
        }
        if (v4 instanceof DnsAnswer.Failed(var isBogus, var reason)) {
            return new HostRoute.Unresolved(isBogus, reason);
        }
        List<InetAddress> all = inTurn(addresses(v4), addresses(v6));
        if (all.isEmpty()) {
            return new HostRoute.Unusable("the mail server " + host + " has no address");
        }
        List<InetAddress> allowed =
                all.stream().filter(filter::isAllowed).limit(MOST_ADDRESSES).toList();
        if (allowed.isEmpty()) {
            return new HostRoute.Unusable("the mail server " + host
                    + " has only private or loopback addresses, to which no mail is sent from here");
        }
        Security security = security(v4).and(security(v6));
        return new HostRoute.Reachable(allowed, security, tlsa(host, v4, v6, security));
    }

    /** So that many addresses of one family do not hide the other. */
    private static List<InetAddress> inTurn(List<InetAddress> first, List<InetAddress> second) {
        List<InetAddress> all = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            first.stream().skip(i).limit(1).forEach(all::add);
            second.stream().skip(i).limit(1).forEach(all::add);
        }
        return all;
    }

    private TlsaLookup tlsa(DomainName host, DnsAnswer v4, DnsAnswer v6, Security addresses) {
        DomainName expanded = expanded(v4).or(() -> expanded(v6)).orElse(host);
        if (addresses == Security.INSECURE) {
            // Broken load balancers fail on TLSA below unsigned addresses, so it is not asked (RFC 7672 §2.2.2);
            // unless the host is an alias in a signed zone, whose own TLSA records then bind.
            return expanded.equals(host) ? new TlsaLookup.None() : atAlias(host);
        }
        if (expanded.equals(host)) {
            return at(host);
        }
        TlsaLookup atExpanded = at(expanded);
        return atExpanded instanceof TlsaLookup.None ? at(host) : atExpanded;
    }

    private TlsaLookup atAlias(DomainName host) {
        return switch (dns.query(host, Type.CNAME)) {
            case DnsAnswer.Found found -> found.security() == Security.SECURE ? at(host) : new TlsaLookup.None();
            case DnsAnswer.Absent _absent -> new TlsaLookup.None();
            // This query too serves to find TLSA records, so its failure is theirs (RFC 7672 §2.1.2).
            case DnsAnswer.Failed(var isBogus, var reason) -> new TlsaLookup.Failed(isBogus, reason);
        };
    }

    private TlsaLookup at(DomainName base) {
        return tlsaOwner(base).map(owner -> at(base, owner)).orElseGet(TlsaLookup.None::new);
    }

    /** Empty if the name would be too long, so that there can be no records. */
    private Optional<DomainName> tlsaOwner(DomainName base) {
        try {
            return Optional.of(DomainName.of("_" + port + "._tcp." + base));
        } catch (IllegalArgumentException _tooLong) {
            return Optional.empty();
        }
    }

    private TlsaLookup at(DomainName base, DomainName owner) {
        return switch (dns.query(owner, Type.TLSA)) {
            case DnsAnswer.Found(var records, var _canonical, var security, var _validUntil) ->
                security == Security.SECURE
                        ? new TlsaLookup.Secure(
                                base, records.stream().map(HostResolver::record).toList())
                        : new TlsaLookup.None();
            case DnsAnswer.Absent _absent -> new TlsaLookup.None();
            case DnsAnswer.Failed(var isBogus, var reason) -> new TlsaLookup.Failed(isBogus, reason);
        };
    }

    private static TlsaRecord record(Record record) {
        TLSARecord tlsa = (TLSARecord) record;
        return TlsaRecord.of(
                tlsa.getCertificateUsage(),
                tlsa.getSelector(),
                tlsa.getMatchingType(),
                tlsa.getCertificateAssociationData());
    }

    private static List<InetAddress> addresses(DnsAnswer answer) {
        return answer instanceof DnsAnswer.Found found
                ? found.records().stream().map(HostResolver::address).toList()
                : List.of();
    }

    private static InetAddress address(Record record) {
        return record instanceof ARecord v4 ? v4.getAddress() : ((AAAARecord) record).getAddress();
    }

    private static Optional<DomainName> expanded(DnsAnswer answer) {
        return answer instanceof DnsAnswer.Found found ? Optional.of(found.canonical()) : Optional.empty();
    }

    private static Security security(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Found found -> found.security();
            case DnsAnswer.Absent absent -> absent.security();
            case DnsAnswer.Failed _failed -> Security.INSECURE;
        };
    }
}
