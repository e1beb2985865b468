package org.siegel.transport.mtasts;

import java.util.List;
import org.siegel.transport.txt.TxtFields;
import org.siegel.transport.txt.TxtReader;

/** What the TXT record at {@code _mta-sts} says (RFC 8461 §3.1). It tells that there is a policy, not which. */
public sealed interface StsRecord {

    /**
     * There is a policy.
     *
     * @param id of the policy; opaque, without an order: another id means another policy
     */
    record Present(String id) implements StsRecord {}

    /** There is none. */
    record Absent() implements StsRecord {}

    /** What there is counts as none. */
    record Malformed(String reason) implements StsRecord {}

    /** Nobody knows: the look-up failed. */
    record Unknown(String reason) implements StsRecord {}

    /** Reads it from the TXT records of the name, each with its strings joined. */
    static StsRecord of(List<String> texts) {
        TxtReader reader = new TxtReader(
                "v=STSv1",
                field -> field.name().equals("id")
                        ? isId(field.value())
                        : field.value().indexOf('=') < 0);
        return switch (reader.read(texts)) {
            case TxtFields.Absent() -> new Absent();
            case TxtFields.Malformed(var reason) -> new Malformed(reason);
            case TxtFields.Fields fields -> {
                List<String> ids = fields.named("id");
                yield ids.size() == 1
                        ? new Present(ids.getFirst())
                        : new Malformed("the TXT record with v=STSv1 has " + (ids.isEmpty() ? "no id" : "several ids"));
            }
        };
    }

    private static boolean isId(String text) {
        return text.length() <= 32
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }
}
