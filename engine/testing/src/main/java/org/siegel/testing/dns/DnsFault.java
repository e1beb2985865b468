package org.siegel.testing.dns;

import java.time.Duration;
import org.xbill.DNS.Rcode;

/** What goes wrong on the way to one answer. */
public sealed interface DnsFault {
    DnsFault SERVFAIL = new ErrorCode(Rcode.SERVFAIL);
    DnsFault REFUSED = new ErrorCode(Rcode.REFUSED);
    DnsFault NOTIMP = new ErrorCode(Rcode.NOTIMP);

    /**
     * An answer with this code and nothing else in it.
     *
     * @param rcode a constant of {@link Rcode}, at most 15
     */
    record ErrorCode(int rcode) implements DnsFault {}

    /** No answer ever comes. */
    record Silence() implements DnsFault {}

    /** NOERROR, no answer and no SOA record, as many name servers of unsigned zones say it (RFC 2308 §2.2.1). */
    record NoDataWithoutSoa() implements DnsFault {}

    /** The right answer, but this much later. */
    record Late(Duration delay) implements DnsFault {}

    /** The first half of the right answer's bytes: the identifier and the question fit, the rest cannot be read. */
    record Garbage() implements DnsFault {}
}
