package org.siegel.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.mime.MimeWalk;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/** What a walk through a mail told that has one attachment. */
class Look implements MessageVisitor {

    final Map<String, String> texts = new LinkedHashMap<>();
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<PartReport> parts = new ArrayList<>();

    static Look into(String name, byte[] attachment, Workers workers, Path folder) {
        return into(name, attachment, workers, folder, WalkLimits.DEFAULT);
    }

    static Look into(String name, byte[] attachment, Workers workers, Path folder, WalkLimits limits) {
        Look look = new Look();
        look.walk(name, attachment, Optional.of(workers), folder, limits);
        return look;
    }

    void walk(String name, byte[] attachment, Optional<Workers> workers, Path folder, WalkLimits limits) {
        String mail = "Subject: Anbei\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=\"" + name
                + "\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n";
        try {
            new MimeWalk(limits, Optional.of(folder), workers)
                    .walk(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the attachment itself, which is told after all that is in it. */
    PartState state() {
        return parts.getLast().state();
    }

    List<PartState> states() {
        return parts.stream().map(PartReport::state).toList();
    }

    /** All text of the attachment and of what is in it. */
    String text() {
        StringBuilder all = new StringBuilder();
        texts.forEach((place, text) -> {
            if (place.startsWith("attachment")) {
                all.append(text).append('\n');
            }
        });
        return all.toString();
    }

    @Override
    public void field(String name, String body) {}

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
        properties.put(name, value);
    }

    @Override
    public void part(PartReport report) {
        parts.add(report);
    }
}
