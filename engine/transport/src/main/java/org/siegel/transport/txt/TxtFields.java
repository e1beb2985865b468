package org.siegel.transport.txt;

import java.util.List;

/**
 * The fields of a domain's one TXT record of a version: MTA-STS and TLSRPT write theirs in the same way (RFC 8461 §3.1,
 * RFC 8460 §3).
 */
public sealed interface TxtFields {

    /** The record is there and well-formed; its fields in their order, at least one. */
    record Fields(List<Field> all) implements TxtFields {
        public Fields {
            all = List.copyOf(all);
        }

        /** The values of that name, in their order. */
        public List<String> named(String name) {
            return all.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Field::value)
                    .toList();
        }
    }

    /** There is no record of that version. */
    record Absent() implements TxtFields {}

    /** There are several, or the one is not as its grammar wants it: that counts as none. */
    record Malformed(String reason) implements TxtFields {}

    /** {@code name=value}, with visible ASCII only. */
    record Field(String name, String value) {}
}
