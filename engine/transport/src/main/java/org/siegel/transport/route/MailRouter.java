package org.siegel.transport.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.route.MailRoute.MxHost;
import org.siegel.transport.route.MailRoute.Nowhere;
import org.siegel.transport.route.MailRoute.Nowhere.Reason;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Finds the MX hosts of a domain (RFC 5321 §5.1, RFC 7505, RFC 7672 §2.2). */
public final class MailRouter {

    private final ValidatingDns dns;
    private final RandomGenerator random;

    /** Uses {@code random} to spread load over hosts of equal preference. */
    public MailRouter(ValidatingDns dns, RandomGenerator random) {
        this.dns = dns;
        this.random = random;
    }

    /** Where mail for {@code domain} goes now. */
    public MailRoute route(DomainName domain) {
        return switch (dns.query(domain, Type.MX)) {
            case DnsAnswer.Found(var records, var canonical, var security, var _validUntil) ->
                fromMx(domain, records, canonical, security);
            case DnsAnswer.Absent(var nameExists, var security, var _validUntil) ->
                nameExists
                        // The domain itself is the host, with preference 0 (RFC 5321 §5.1).
                        ? new MailRoute.Hosts(security, List.of(new MxHost(0, domain)), domain)
                        : new Nowhere(Reason.NO_SUCH_DOMAIN, "the domain " + domain + " does not exist");
            case DnsAnswer.Failed(var isBogus, var reason) -> new MailRoute.Unknown(isBogus, reason);
        };
    }

    private MailRoute fromMx(DomainName domain, List<Record> records, DomainName canonical, Security security) {
        List<MXRecord> exchanges = records.stream().map(MXRecord.class::cast).toList();
        if (exchanges.size() == 1 && exchanges.getFirst().getTarget().equals(Name.root)) {
            return new Nowhere(Reason.NULL_MX, "the domain " + domain + " accepts no mail (null MX)");
        }
        List<MXRecord> shuffled = new ArrayList<>(exchanges);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparingInt(MXRecord::getPriority));
        List<MxHost> hosts = shuffled.stream()
                .map(exchange -> host(exchange))
                .flatMap(Optional::stream)
                .toList();
        return hosts.isEmpty()
                ? new Nowhere(
                        Reason.NO_USABLE_HOST, "the MX records of " + domain + " name no mail server that can be used")
                : new MailRoute.Hosts(security, hosts, canonical);
    }

    /** An MX record must hold a host name; an address there is not one (RFC 7672 §2.2, RFC 5321 §5.1). */
    private static Optional<MxHost> host(MXRecord exchange) {
        try {
            DomainName name = DomainName.of(exchange.getTarget().toString());
            boolean isAddress = name.ascii().chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
            return isAddress ? Optional.empty() : Optional.of(new MxHost(exchange.getPriority(), name));
        } catch (IllegalArgumentException _notAHostName) {
            return Optional.empty();
        }
    }
}
