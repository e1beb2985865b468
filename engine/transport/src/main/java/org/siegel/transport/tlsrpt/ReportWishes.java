package org.siegel.transport.tlsrpt;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.ValidatingDns;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Looks up whether a domain wants reports, and where (RFC 8460 §3). */
public final class ReportWishes {

    private final ValidatingDns dns;

    public ReportWishes(ValidatingDns dns) {
        this.dns = dns;
    }

    /** What the domain says now. */
    public TlsRptRecord of(DomainName domain) {
        DomainName name;
        try {
            name = DomainName.of("_smtp._tls." + domain);
        } catch (IllegalArgumentException _tooLong) {
            return new TlsRptRecord.Absent();
        }
        return switch (dns.query(name, Type.TXT)) {
            case DnsAnswer.Found found ->
                TlsRptRecord.of(found.records().stream()
                        .map(record -> text((TXTRecord) record))
                        .toList());
            case DnsAnswer.Absent _absent -> new TlsRptRecord.Absent();
            case DnsAnswer.Failed(var _isBogus, var reason) -> new TlsRptRecord.Unknown(reason);
        };
    }

    private static String text(TXTRecord record) {
        return record.getStringsAsByteArrays().stream()
                .map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }
}
