package org.siegel.testing.dns;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;

/** What one zone says to one question. Record sets carry their signatures, if the zone has any. */
sealed interface Finding {
    record Found(RRset set) implements Finding {}

    record Alias(RRset cname, Name target) implements Finding {}

    /** The name exists, the type does not (RFC 2308 §2.2). */
    record NoData(List<RRset> authority) implements Finding {}

    /** The name does not exist (RFC 2308 §2.1). */
    record NoName(List<RRset> authority) implements Finding {}
}
