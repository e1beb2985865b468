package org.siegel.content.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;
import org.siegel.policy.PartState;

/** Everything that a walk told, to be looked at afterwards. */
final class Walked implements MessageVisitor {

    final List<String> fields = new ArrayList<>();
    final Map<String, String> texts = new LinkedHashMap<>();
    final List<PartReport> parts = new ArrayList<>();

    static Walked through(String message) {
        return through(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), WalkLimits.DEFAULT);
    }

    static Walked through(byte[] message, WalkLimits limits) {
        return through(message, limits, () -> 0);
    }

    static Walked through(byte[] message, WalkLimits limits, LongSupplier nanos) {
        Walked walked = new Walked();
        try {
            new MimeWalk(limits, Optional.empty(), Optional.empty(), nanos)
                    .walk(new ByteArrayInputStream(message), walked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return walked;
    }

    List<PartState> states() {
        return parts.stream().map(PartReport::state).toList();
    }

    @Override
    public void field(String name, String body) {
        fields.add(name + "=" + body);
    }

    @Override
    public TextSink text(String place) {
        StringBuilder text = new StringBuilder();
        return new TextSink() {
            @Override
            public void accept(char[] chars, int from, int to) {
                text.append(chars, from, to - from);
            }

            @Override
            public void end() {
                texts.merge(place, text.toString(), (one, other) -> one + "|" + other);
            }
        };
    }

    @Override
    public void property(String name, String value) {
        fields.add(name + "=" + value);
    }

    @Override
    public void part(PartReport report) {
        parts.add(report);
    }
}
