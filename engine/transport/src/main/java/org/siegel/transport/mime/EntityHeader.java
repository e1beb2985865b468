package org.siegel.transport.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.jspecify.annotations.Nullable;

/** What of an entity's header says how its body is made. */
final class EntityHeader {

    static final String TYPE = "content-type";
    static final String ENCODING = "content-transfer-encoding";

    private static final String VERSION = "mime-version";
    private static final Set<String> SIGNATURES = Set.of("dkim-signature", "arc-message-signature");
    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");

    private final boolean isInDigest;
    private @Nullable RawBody type;
    private @Nullable String encoding;
    private boolean hasVersion;
    private Optional<String> flaw = Optional.empty();
    private boolean isSigned;

    /** @param isInDigest whether it is a message where nothing else is said (RFC 2046 §5.1.5) */
    EntityHeader(boolean isInDigest) {
        this.isInDigest = isInDigest;
    }

    /** Whether the value of this field is of interest, so that it must be {@linkplain #add added}. */
    static boolean isRead(String name) {
        return name.equals(TYPE) || name.equals(ENCODING);
    }

    /** There is a field of this name, in small letters. */
    void note(String name) {
        hasVersion |= name.equals(VERSION);
        isSigned |= SIGNATURES.contains(name);
    }

    /** A field whose value is of interest, unfolded. */
    void add(String name, String value) {
        if (name.equals(TYPE)) {
            spoil(type != null, "a part has two Content-Type fields");
            type = RawFieldParser.DEFAULT.parseRawBody(new RawField("Content-Type", value));
        } else {
            spoil(encoding != null, "a part has two Content-Transfer-Encoding fields");
            String word = RawFieldParser.DEFAULT
                    .parseRawBody(new RawField("Content-Transfer-Encoding", value))
                    .getValue();
            encoding = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** What stands here can be read in two ways. */
    void spoil(boolean isSpoiled, String why) {
        if (isSpoiled && flaw.isEmpty()) {
            flaw = Optional.of(why);
        }
    }

    boolean isDigest() {
        return mediaType().equals("multipart/digest");
    }

    boolean isText() {
        return mediaType().startsWith("text/");
    }

    boolean hasType() {
        return type != null;
    }

    boolean hasVersion() {
        return hasVersion;
    }

    /** In small letters; 7bit where nothing is said (RFC 2045 §6.1). */
    String encoding() {
        return encoding == null ? "7bit" : encoding;
    }

    private String mediaType() {
        String value = type == null ? null : type.getValue();
        return value == null || value.isBlank()
                ? isInDigest ? "message/rfc822" : "text/plain"
                : value.strip().toLowerCase(Locale.ROOT);
    }

    Entity.Kind kind() {
        if (!PLAIN.contains(encoding())) {
            return Entity.Kind.LEAF; // RFC 2045 §6.4 forbids it, so nobody can tell what is inside
        }
        if (mediaType().startsWith("multipart/") && boundary().isPresent()) {
            return Entity.Kind.MULTIPART;
        }
        return mediaType().equals("message/rfc822") ? Entity.Kind.MESSAGE : Entity.Kind.LEAF;
    }

    Optional<String> boundary() {
        return boundaries().stream()
                .filter(pair -> pair.getName().equalsIgnoreCase("boundary"))
                .map(NameValuePair::getValue)
                .filter(value -> value != null && !value.isEmpty())
                .map(String::stripTrailing)
                .findFirst();
    }

    private List<NameValuePair> boundaries() {
        return type == null
                ? List.of()
                : type.getParams().stream()
                        .filter(pair -> pair.getName().toLowerCase(Locale.ROOT).startsWith("boundary"))
                        .toList();
    }

    /** Why what is in it must stay as it is. */
    Optional<String> seal() {
        if (mediaType().equals("multipart/signed")) {
            // RFC 1847 §2.1: what is signed is the octets, encoded as they are.
            return Optional.of("it is signed (multipart/signed)");
        }
        if (isSigned) {
            // RFC 6376 §5.3: the conversion would have to come before the signature.
            return Optional.of("it is signed (DKIM)");
        }
        return flaw.or(this::doubt);
    }

    private Optional<String> doubt() {
        String name = mediaType();
        if (boundaries().size() > 1
                || (name.startsWith("multipart/") && boundary().isEmpty())) {
            return Optional.of("the delimiter of its parts cannot be told");
        }
        if (!PLAIN.contains(encoding())) {
            return Optional.of("a part has 8-bit content though it is said to be encoded as " + shortened(encoding()));
        }
        // RFC 2045 §6.4: no encoding but for the types of RFC 6532 §3.7.
        return name.startsWith("message/") && !name.equals("message/rfc822") && !name.startsWith("message/global")
                ? Optional.of("a part of type " + shortened(name) + " must not be encoded")
                : Optional.empty();
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }
}
