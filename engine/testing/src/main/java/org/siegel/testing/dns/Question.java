package org.siegel.testing.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A name and a type that somebody asks for. Names compare without regard to case (RFC 4343 §3).
 *
 * @param type a constant of {@link Type}
 */
public record Question(Name name, int type) {
    /** The question for a name with or without a final dot. */
    public static Question of(String name, int type) {
        return new Question(ZonePlan.absolute(name), type);
    }

    @Override
    public String toString() {
        return name + " " + Type.string(type);
    }
}
