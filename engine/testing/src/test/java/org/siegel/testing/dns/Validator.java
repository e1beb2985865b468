package org.siegel.testing.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** dnsjava's own validator, which knows nothing of this module, with the world's root as its trust anchor. */
final class Validator {
    private final Resolver resolver;

    Validator(SignedDnsWorld world, Clock clock) throws IOException {
        var head = new SimpleResolver(world.address());
        head.setTimeout(Duration.ofSeconds(5));
        var validating = new ValidatingResolver(head, clock);
        byte[] anchors = String.join("\n", world.trustAnchors()).getBytes(StandardCharsets.US_ASCII);
        validating.loadTrustAnchors(new ByteArrayInputStream(anchors));
        resolver = validating;
    }

    Message ask(String name, int type) throws IOException {
        return resolver.send(Message.newQuery(Record.newRecord(ZonePlan.absolute(name), type, DClass.IN)));
    }

    /** Such as {@code secure NOERROR 1}: what a validator's client can see in the header. */
    String verdict(String name, int type) throws IOException {
        Message answer = ask(name, type);
        return (answer.getHeader().getFlag(Flags.AD) ? "secure " : "insecure ")
                + Rcode.string(answer.getRcode())
                + " "
                + answer.getSectionRRsets(1).size();
    }
}
