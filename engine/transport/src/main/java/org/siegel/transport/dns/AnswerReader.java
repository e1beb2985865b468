package org.siegel.transport.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Turns the validator's message into an answer. */
final class AnswerReader {

    private static final Duration LONGEST = Duration.ofHours(1);
    /** The longest way from alias to alias that is followed. */
    static final int ALIASES = 16;

    private final Clock clock;

    AnswerReader(Clock clock) {
        this.clock = clock;
    }

    DnsAnswer read(Message answer, DomainName asked, int type) {
        Security security = answer.getHeader().getFlag(Flags.AD) ? Security.SECURE : Security.INSECURE;
        Instant now = clock.instant();
        Instant validUntil = now.plus(AnswerTtl.of(answer, LONGEST, now));
        return switch (answer.getRcode()) {
            case Rcode.NXDOMAIN -> new DnsAnswer.Absent(false, security, validUntil);
            case Rcode.NOERROR -> positive(answer, asked, type, security, validUntil);
            default -> failed(answer, asked, type);
        };
    }

    static boolean isEmpty(Message answer) {
        int rcode = answer.getRcode();
        return (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN)
                && answer.getSection(Section.ANSWER).isEmpty();
    }

    private static DnsAnswer positive(
            Message answer, DomainName asked, int type, Security security, Instant validUntil) {
        List<Record> all = answer.getSection(Section.ANSWER);
        Name owner = answer.getQuestion().getName();
        for (int hops = 0; hops < ALIASES; hops++) {
            Name current = owner;
            List<Record> records = all.stream()
                    .filter(record ->
                            record.getType() == type && record.getName().equals(current))
                    .toList();
            if (!records.isEmpty()) {
                return found(records, current, asked, security, validUntil);
            }
            Name target = all.stream()
                    .flatMap(record -> record instanceof CNAMERecord alias ? Stream.of(alias) : Stream.empty())
                    .filter(alias -> alias.getName().equals(current))
                    .map(CNAMERecord::getTarget)
                    .findFirst()
                    .orElse(current);
            if (target.equals(current)) {
                return new DnsAnswer.Absent(true, security, validUntil);
            }
            owner = target;
        }
        return new DnsAnswer.Failed(false, "more than " + ALIASES + " aliases from " + asked);
    }

    private static DnsAnswer found(
            List<Record> records, Name owner, DomainName asked, Security security, Instant validUntil) {
        try {
            return new DnsAnswer.Found(records, DomainName.of(owner.toString()), security, validUntil);
        } catch (IllegalArgumentException _strangeName) {
            return new DnsAnswer.Failed(false, asked + " is an alias of a name that mail cannot use");
        }
    }

    private static DnsAnswer failed(Message answer, DomainName asked, int type) {
        OPTRecord options = answer.getOPT();
        List<ExtendedErrorCodeOption> errors = options == null
                ? List.of()
                : options.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
                        .map(ExtendedErrorCodeOption.class::cast)
                        .toList();
        boolean isBogus =
                errors.stream().mapToInt(ExtendedErrorCodeOption::getErrorCode).anyMatch(AnswerReader::isProofWrong);
        // Extended errors are for diagnosis only (RFC 8914 §6): both kinds are failures.
        String detail = errors.stream()
                .map(error -> ": " + ExtendedErrorCodeOption.text(error.getErrorCode()) + " " + error.getText())
                .findFirst()
                .orElse("");
        return new DnsAnswer.Failed(
                isBogus, Rcode.string(answer.getRcode()) + " for " + asked + " " + Type.string(type) + detail);
    }

    private static boolean isProofWrong(int code) {
        return switch (code) {
            case ExtendedErrorCodeOption.DNSSEC_BOGUS,
                    ExtendedErrorCodeOption.SIGNATURE_EXPIRED,
                    ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
                    ExtendedErrorCodeOption.DNSKEY_MISSING,
                    ExtendedErrorCodeOption.RRSIGS_MISSING,
                    ExtendedErrorCodeOption.NO_ZONE_KEY_BIT_SET,
                    ExtendedErrorCodeOption.NSEC_MISSING -> true;
            default -> false;
        };
    }
}
