package org.siegel.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.PartState;

/** {@code winmail.dat} (MS-OXTNEF): the bodies are files inside, as the attachments are. */
final class TnefReader {

    /** MS-OXTNEF 2.1.3.4: an embedded object begins with the identifier of its interface. */
    private static final int INTERFACE_ID = 16;

    PartState read(Path file, Output out) throws IOException {
        HMEFMessage message;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            message = new HMEFMessage(in);
        }
        for (MAPIAttribute attribute : message.getMessageMAPIAttributes()) {
            send(attribute, out);
        }
        boolean whole = true;
        for (Attachment attachment : message.getAttachments()) {
            whole &= send(attachment, out);
        }
        return whole ? PartState.SCANNED : PartState.ERROR;
    }

    private static void send(MAPIAttribute attribute, Output out) throws IOException {
        MAPIProperty property = attribute.getProperty();
        if (property.equals(MAPIProperty.RTF_COMPRESSED)) {
            out.entry("message.rtf", new ByteArrayInputStream(attribute.getData()));
        } else if (property.equals(MAPIProperty.BODY_HTML)) {
            out.entry("message.html", new ByteArrayInputStream(attribute.getData()));
        } else if (attribute instanceof MAPIStringAttribute string
                && (property.equals(MAPIProperty.SUBJECT) || property.equals(MAPIProperty.BODY))) {
            out.newRun();
            out.text(string.getDataString());
        }
    }

    private static boolean send(Attachment attachment, Output out) throws IOException {
        byte @Nullable [] content = contentOf(attachment);
        if (content == null) {
            return false;
        }
        String name = Objects.requireNonNullElse(attachment.getLongFilename(), attachment.getFilename());
        out.entry(name == null ? "" : name, new ByteArrayInputStream(content));
        return true;
    }

    private static byte @Nullable [] contentOf(Attachment attachment) {
        if (attachment.getAttribute(TNEFProperty.ID_ATTACHDATA) != null) {
            return attachment.getContents();
        }
        MAPIAttribute object = attachment.getMAPIAttribute(MAPIProperty.ATTACH_DATA);
        if (object == null || object.getData().length < INTERFACE_ID) {
            return null;
        }
        return Arrays.copyOfRange(object.getData(), INTERFACE_ID, object.getData().length);
    }
}
