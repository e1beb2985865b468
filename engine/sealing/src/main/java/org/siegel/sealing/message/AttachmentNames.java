package org.siegel.sealing.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.siegel.sealing.message.Part.Leaf;

/** Gives every attachment a safe name that no other one has. */
final class AttachmentNames {

    private static final Map<String, String> USUAL = Map.of(
            "application/ms-tnef", "winmail.dat",
            "application/vnd.ms-tnef", "winmail.dat",
            "application/pgp-signature", "signature.asc",
            "application/pkcs7-signature", "smime.p7s",
            "application/x-pkcs7-signature", "smime.p7s",
            "text/calendar", "invite.ics");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "application/pdf", ".pdf",
            "application/zip", ".zip",
            "image/jpeg", ".jpg",
            "image/png", ".png",
            "image/gif", ".gif",
            "message/rfc822", ".eml",
            "text/html", ".html",
            "text/plain", ".txt",
            "text/vcard", ".vcf");

    private static final Pattern SUBJECT =
            Pattern.compile("^subject:((?:[^\\n]|\\n[ \\t])*)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final Set<String> taken = new HashSet<>();
    private int nameless;

    FileName nameFor(Leaf leaf) throws IOException {
        String type = leaf.fields().mediaType();
        String declared = leaf.fields().fileName();
        if (declared.isBlank() && type.equals("message/rfc822")) {
            declared = subject(leaf);
        }
        if (type.equals("message/rfc822")
                && !declared.isBlank()
                && !declared.toLowerCase(Locale.ROOT).endsWith(".eml")) {
            declared += ".eml";
        }
        var name = FileName.cleaned(declared).orElseGet(() -> usualName(type));
        return unique(name);
    }

    private FileName unique(FileName wanted) {
        var name = wanted;
        for (int number = 2; !taken.add(name.collisionKey()); number++) {
            name = wanted.numbered(number);
        }
        return name;
    }

    private FileName usualName(String type) {
        String usual = USUAL.get(type);
        return new FileName(usual != null ? usual : "attachment-" + ++nameless + EXTENSIONS.getOrDefault(type, ".bin"));
    }

    private static String subject(Leaf leaf) throws IOException {
        var head = new String(leaf.content().head(64 * 1024), StandardCharsets.ISO_8859_1).replace("\r", "");
        int end = head.indexOf("\n\n");
        var matcher = SUBJECT.matcher(end < 0 ? head : head.substring(0, end));
        if (!matcher.find()) {
            return "";
        }
        var decoded = FieldText.decode(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1));
        // slashes in a subject are no path
        return decoded.replace('/', '_').replace('\\', '_');
    }
}
