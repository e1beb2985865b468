package org.siegel.transport.dns;

import java.time.Duration;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** How long an answer may be kept: as long as its shortest-lived record; RFC 2308 §5 for what is absent. */
final class AnswerTtl {

    private AnswerTtl() {}

    static Duration of(Message answer, Duration longest) {
        long seconds = longest.toSeconds();
        for (Record record : answer.getSection(Section.ANSWER)) {
            seconds = Math.min(seconds, record.getTTL());
        }
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            seconds = Math.min(seconds, record.getTTL());
            if (record instanceof SOARecord soa) {
                seconds = Math.min(seconds, soa.getMinimum());
            }
        }
        return Duration.ofSeconds(seconds);
    }
}
