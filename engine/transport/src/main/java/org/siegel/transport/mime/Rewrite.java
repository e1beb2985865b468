package org.siegel.transport.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the message anew, as planned. */
final class Rewrite implements Visitor {

    private final List<Treatment> plan;
    private final ByteArrayOutputStream out;
    private @Nullable BodyEncoder encoder;
    private boolean isLabelWritten;

    Rewrite(List<Treatment> plan, ByteArrayOutputStream out) {
        this.plan = plan;
        this.out = out;
    }

    private Treatment treatment(Entity entity) throws IOException {
        if (entity.number() >= plan.size()) {
            throw new IOException("The message has more parts than when it was examined");
        }
        return plan.get(entity.number());
    }

    private void line(String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void field(Entity entity, String name, byte[] octets, int count, byte[] end) throws IOException {
        Treatment treatment = treatment(entity);
        if (treatment == Treatment.KEEP || !name.equals(EntityHeader.ENCODING)) {
            out.write(octets, 0, count);
            out.writeBytes(end);
        } else if (!isLabelWritten) {
            writeLabel(treatment);
        }
    }

    private void writeLabel(Treatment treatment) {
        line("Content-Transfer-Encoding: " + treatment.label());
        isLabelWritten = true;
    }

    @Override
    public void endHeader(Entity entity) throws IOException {
        Treatment treatment = treatment(entity);
        if (treatment != Treatment.KEEP && !isLabelWritten) {
            writeLabel(treatment);
        }
        isLabelWritten = false;
        boolean isEncoded = treatment == Treatment.QUOTED_PRINTABLE || treatment == Treatment.BASE64;
        if (isEncoded && entity.isOutermost() && !entity.header().hasVersion()) {
            line("MIME-Version: 1.0");
            if (!entity.header().hasType()) {
                line("Content-Type: text/plain; charset=unknown-8bit"); // who knows which
            }
        }
        encoder = switch (treatment) {
            case QUOTED_PRINTABLE -> new QuotedPrintable(out);
            case BASE64 -> new Base64Body(out, entity.header().encoding().equals("binary"));
            case KEEP, LABEL -> null;
        };
    }

    @Override
    public void body(Entity leaf, byte[] octets, int count) {
        if (encoder == null) {
            out.write(octets, 0, count);
        } else {
            encoder.text(octets, count);
        }
    }

    @Override
    public void lineEnd(Entity leaf, byte[] end) {
        if (encoder == null) {
            out.writeBytes(end);
        } else {
            encoder.lineEnd(end);
        }
    }

    @Override
    public void endBody(Entity leaf) {
        if (encoder != null) {
            encoder.finish();
            encoder = null;
        }
    }

    @Override
    public void between(Entity outer, byte[] octets, int count, byte[] end) {
        out.write(octets, 0, count);
        out.writeBytes(end);
    }
}
