package org.siegel.transport.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what must become of each part of a message so that nothing in it is 8-bit, and whether that may be. */
final class Survey implements Visitor {

    private static final int READ = 16 * 1024;

    /** Quoted-printable makes three octets of one, base64 four of three: where more than a sixth must be escaped, it loses. */
    private static final int QUOTED_SHARE = 6;

    private final List<Treatment> treatments = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();
    private long octets;
    private long escapes;
    private boolean isEightBit;

    static SevenBit of(InputStream message) throws IOException {
        Survey survey = new Survey();
        Walk walk = new Walk(survey);
        byte[] read = new byte[READ];
        try {
            for (int count = message.read(read); count >= 0; count = message.read(read)) {
                walk.feed(read, count);
            }
            walk.finish();
        } catch (TooIntricateException _why) {
            return new SevenBit.Impossible("it has too many parts, or they are nested too deeply");
        }
        return survey.obstacle
                .<SevenBit>map(SevenBit.Impossible::new)
                .orElseGet(() -> new SevenBit.Possible(survey.treatments));
    }

    private void object(String why) {
        if (obstacle.isEmpty()) {
            obstacle = Optional.of(why);
        }
    }

    private static boolean isEightBit(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            if (octets[i] < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void field(Entity entity, String name, byte[] field, int count, byte[] end) {
        if (isEightBit(field, count)) {
            object("a header field of a part has characters beyond ASCII");
        }
    }

    @Override
    public void endHeader(Entity entity) {
        octets = 0;
        escapes = 0;
        isEightBit = false;
        boolean isLabelled = entity.header().encoding().equals("8bit")
                || entity.header().encoding().equals("binary");
        treatments.add(
                entity.kind() != Entity.Kind.LEAF && isLabelled && entity.seal().isEmpty()
                        ? Treatment.LABEL
                        : Treatment.KEEP);
    }

    @Override
    public void body(Entity leaf, byte[] body, int count) {
        octets += count;
        for (int i = 0; i < count; i++) {
            if (QuotedPrintable.isEscaped(body[i])) {
                escapes++;
            }
            isEightBit |= body[i] < 0;
        }
    }

    @Override
    public void lineEnd(Entity leaf, byte[] end) {
        octets += end.length;
    }

    @Override
    public void endBody(Entity leaf) {
        if (isEightBit) {
            leaf.seal().ifPresent(this::object);
            treatments.set(leaf.number(), encoding(leaf));
        } else if (leaf.seal().isEmpty() && leaf.header().encoding().equals("8bit")) {
            treatments.set(leaf.number(), Treatment.LABEL);
        }
    }

    private Treatment encoding(Entity leaf) {
        boolean isProse = leaf.header().isText() && !leaf.header().encoding().equals("binary");
        return isProse && escapes * QUOTED_SHARE <= octets ? Treatment.QUOTED_PRINTABLE : Treatment.BASE64;
    }

    @Override
    public void between(Entity outer, byte[] between, int count, byte[] end) {
        if (isEightBit(between, count)) {
            object("there is 8-bit text between its parts, where nothing can be encoded");
        }
    }
}
