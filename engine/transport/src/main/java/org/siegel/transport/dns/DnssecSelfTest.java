package org.siegel.transport.dns;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import org.siegel.transport.resolver.RemoteResolver;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Whether validation works here: a signed zone must be secure, and the same answer with a wrong signature must be refused.
 * Nothing is taken from a cache. It needs no zone elsewhere that is broken on purpose.
 */
public final class DnssecSelfTest {

    private final RemoteResolver recursive;
    private final TrustAnchors anchors;
    private final Name zone;
    private final Clock clock;
    private final ThreadFactory threads;

    /**
     * Asks nothing yet.
     *
     * @param zone    signed, and there always: the root itself, or in a closed world another one
     * @param threads for blocking work; virtual threads are meant
     */
    public DnssecSelfTest(
            RemoteResolver recursive, TrustAnchors anchors, Name zone, Clock clock, ThreadFactory threads) {
        this.recursive = recursive;
        this.anchors = anchors;
        this.zone = zone;
        this.clock = clock;
        this.threads = threads;
    }

    /** What is wrong, and what to do; empty if nothing is. Blocks for a bounded time. */
    public Optional<String> trouble() {
        Message bare;
        try {
            bare = recursive.ask(Upstream.unchecked(Upstream.question(zone, Type.SOA)));
        } catch (IOException e) {
            return Optional.of(
                    "no resolver answers (" + e.getMessage() + "): set dns.resolver to one that does, or see why"
                            + " it cannot be reached. Until then no domain can be looked up, and all mail waits");
        }
        if (bare.getRcode() != Rcode.NOERROR || bare.getSection(Section.ANSWER).isEmpty()) {
            return Optional.of("the resolver " + recursive.name() + " answered " + Rcode.string(bare.getRcode())
                    + " without a SOA record for the zone '" + zone + "': set dns.resolver to a recursive resolver that"
                    + " answers this machine, or dns.self-test to a signed zone that it knows");
        }
        if (bare.getSection(Section.ANSWER).stream().noneMatch(RRSIGRecord.class::isInstance)) {
            return Optional.of(
                    "the resolver " + recursive.name() + " takes DNSSEC signatures out of its answers: the zone '"
                            + zone
                            + "' came without RRSIG records although they were asked for. No domain can be told from a forged"
                            + " one with it, and all mail waits. Switch DNSSEC on in it (unbound, knot-resolver and BIND pass"
                            + " signatures on; many routers do not), or set dns.resolver to another, best to one on this machine");
        }
        return unlessSecure().or(this::unlessAlteredIsRefused);
    }

    private Optional<String> unlessSecure() {
        Message answer = validated(recursive);
        return answer.getHeader().getFlag(Flags.AD)
                ? Optional.empty()
                : Optional.of("the signed zone '" + zone + "' does not pass validation (" + explained(answer)
                        + "): see whether the clock of this machine is right, whether dns.trust-anchors holds the present keys"
                        + " of the root zone, and whether the resolver " + recursive.name()
                        + " passes DNSKEY and DS records on. Until then all mail waits");
    }

    private Optional<String> unlessAlteredIsRefused() {
        Message answer = validated(new Altering(recursive));
        return answer.getRcode() == Rcode.SERVFAIL
                ? Optional.empty()
                : Optional.of("an answer with a wrong signature was accepted: DNSSEC validation does not work in this"
                        + " installation. Do not send mail with it, and report this");
    }

    private Message validated(RemoteResolver over) {
        try {
            return new DnsjavaValidator(over, anchors, clock, threads).validated(zone, Type.SOA);
        } catch (CompletionException _noAnswer) {
            return new Message(); // neither secure nor refused
        }
    }

    /** For diagnosis only (RFC 8914 §6). */
    private static String explained(Message answer) {
        OPTRecord options = answer.getOPT();
        List<EDNSOption> errors = options == null ? List.of() : options.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR);
        return errors.stream()
                .map(ExtendedErrorCodeOption.class::cast)
                .map(error -> ExtendedErrorCodeOption.text(error.getErrorCode()) + " " + error.getText())
                .findFirst()
                .orElseGet(() -> Rcode.string(answer.getRcode()));
    }

    /** Changes one bit of the signatures in the answer that is asked about, and in no other. */
    private record Altering(RemoteResolver honest) implements RemoteResolver {
        @Override
        public String name() {
            return honest.name();
        }

        @Override
        public Message ask(Message query) throws IOException {
            Message answer = honest.ask(query);
            if (query.getQuestion().getType() == Type.SOA) {
                for (Record record : List.copyOf(answer.getSection(Section.ANSWER))) {
                    if (record instanceof RRSIGRecord signature) {
                        answer.removeRecord(record, Section.ANSWER);
                        answer.addRecord(altered(signature), Section.ANSWER);
                    }
                }
            }
            return answer;
        }

        private static RRSIGRecord altered(RRSIGRecord good) {
            byte[] signature = good.getSignature().clone();
            signature[signature.length / 2] ^= 1;
            return new RRSIGRecord(
                    good.getName(),
                    good.getDClass(),
                    good.getTTL(),
                    good.getTypeCovered(),
                    good.getAlgorithm(),
                    good.getOrigTTL(),
                    good.getExpire(),
                    good.getTimeSigned(),
                    good.getFootprint(),
                    good.getSigner(),
                    signature);
        }
    }
}
