package org.siegel.transport.dns;

import java.time.Duration;
import java.time.Instant;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * How long an answer may be kept: as long as its shortest-lived record, and no longer than its signatures (RFC 4035
 * §5.3.3). What is absent is kept as the zone's SOA record says, and without one not at all (RFC 2308 §5).
 */
final class AnswerTtl {

    private AnswerTtl() {}

    static Duration of(Message answer, Duration longest, Instant now) {
        if (!hasWhatWasAsked(answer) && !hasSoa(answer)) {
            return Duration.ZERO;
        }
        long seconds = longest.toSeconds();
        for (Record record : answer.getSection(Section.ANSWER)) {
            seconds = Math.min(seconds, of(record, now));
        }
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            seconds = Math.min(seconds, of(record, now));
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    private static long of(Record record, Instant now) {
        return switch (record) {
            case SOARecord soa -> Math.min(soa.getTTL(), soa.getMinimum());
            case RRSIGRecord signature ->
                Math.min(
                        Math.min(signature.getTTL(), signature.getOrigTTL()),
                        Duration.between(now, signature.getExpire()).toSeconds());
            default -> record.getTTL();
        };
    }

    private static boolean hasWhatWasAsked(Message answer) {
        int type = answer.getQuestion().getType();
        return answer.getSection(Section.ANSWER).stream().anyMatch(record -> record.getType() == type);
    }

    private static boolean hasSoa(Message answer) {
        return answer.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
    }
}
