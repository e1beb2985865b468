package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses with a password in them: {@code https://user:password@host} (RFC 3986 §3.2.1). */
final class AddressWithPasswordDetector implements Detector {

    private static final int LONGEST = 200;
    private static final int SHORTEST_PASSWORD = 3;

    @Override
    public String name() {
        return "password";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.anyhow().after(":"));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int scheme = window.endOfToken(candidate.start());
        if (window.at(scheme) != ':' || window.at(scheme + 1) != '/' || window.at(scheme + 2) != '/') {
            return null;
        }
        int from = scheme + 3;
        int colon = -1;
        for (int i = from; i < from + LONGEST; i++) {
            char c = window.at(i);
            if (c <= ' ' || c == '/' || c == '<' || c == '>' || c == '"') {
                return null;
            }
            if (c == ':' && colon < 0) {
                colon = i;
            }
            if (c == '@') {
                boolean found = colon > from && i - colon - 1 >= SHORTEST_PASSWORD && window.isWordCharacter(i + 1);
                return found ? new Match(new String(window.text(), from, i - from), i) : null;
            }
        }
        return null;
    }
}
