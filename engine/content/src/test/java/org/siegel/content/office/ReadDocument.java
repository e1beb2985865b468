package org.siegel.content.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.content.archive.ZipArchive;
import org.siegel.content.part.Budget;
import org.siegel.content.part.Content;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.Spool;
import org.siegel.content.part.TextSink;
import org.siegel.policy.PartState;

/** All that a document handed on. */
record ReadDocument(PartState state, String text, Map<String, String> properties, List<String> embedded) {

    static ReadDocument of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        Map<String, String> properties = new HashMap<>();
        List<String> embedded = new ArrayList<>();
        DocumentVisitor visitor = new DocumentVisitor() {
            @Override
            public TextSink text() {
                return new TextSink() {
                    @Override
                    public void accept(char[] chars, int from, int to) {
                        text.append(chars, from, to - from);
                    }

                    @Override
                    public void end() {}
                };
            }

            @Override
            public void embedded(String name, InputStream content) throws IOException {
                embedded.add(name + ": " + new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }

            @Override
            public void property(String name, String value) {
                properties.put(name, value);
            }
        };
        Budget budget = new Budget(64L * 1024 * 1024, 1000);
        try (Content content = new Spool(Optional.empty(), 64L * 1024 * 1024).keep(new ByteArrayInputStream(bytes))) {
            OfficeDocument document =
                    OfficeDocument.in(ZipArchive.open(content, budget)).orElseThrow();
            PartState state = document.read(visitor);
            return new ReadDocument(state, text.toString(), properties, embedded);
        } catch (LimitReachedException e) {
            return new ReadDocument(PartState.LIMIT, text.toString(), properties, embedded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
