package org.siegel.transport.dns;

import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Fetches at once what the validator will ask for one after another: the DS and DNSKEY records of every zone that may lie
 * between the root and a name. They wait for it in the cache below the validator; what they prove is for the validator to
 * find out, so that nothing here can change what a look-up comes to.
 */
final class ChainPrefetch {

    private static final char SERVICE_LABEL = '_';

    private final Upstream upstream;

    ChainPrefetch(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Begins to fetch the answer to a question, with all that proves it or proves that nothing need prove it. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever needs the answers asks for them
    void begin(Name name, int type) {
        fetchChain(top(name, type));
        upstream.fetch(name, type)
                .thenAccept(answer -> aliases(answer).forEach(target -> fetchChain(top(target, type))));
    }

    /**
     * The lowest name that is worth a question. Mail domains are mostly zones, whereas hosts mostly lie in one, and names of
     * services too: a host that is a zone costs a round trip more, every other one two questions less.
     */
    private static Name top(Name name, int type) {
        boolean isHost = type == Type.A || type == Type.AAAA || type == Type.TLSA;
        Name top = name;
        while (top.labels() > 1 && top.getLabel(0)[1] == SERVICE_LABEL) {
            top = new Name(top, 1);
        }
        return isHost && top.labels() > 2 ? new Name(top, 1) : top;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void fetchChain(Name lowest) {
        for (Name zone = lowest; zone.labels() > 1; zone = new Name(zone, 1)) {
            upstream.fetch(zone, Type.DS);
            upstream.fetch(zone, Type.DNSKEY);
        }
        upstream.fetch(Name.root, Type.DNSKEY);
    }

    static Stream<Name> aliases(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .flatMap(record -> record instanceof CNAMERecord alias ? Stream.of(alias.getTarget()) : Stream.empty());
    }
}
