package org.siegel.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tags beyond those of {@link ContentRules#subjectTags()} and {@link ContentRules#headers()}, and what those may do beside
 * leading to a class.
 *
 * @param bare     subject tags that count without brackets too, as the first or the last words
 * @param stripped subject tags that go out of the subject before the mail is sent
 * @param lowering subject tags that lower the class: to the highest class of what was found in the mail that they override
 * @param labels   sensitivity labels of documents and mail programs
 * @param triggers how the mail came or is built, to class
 */
public record TagRules(
        Set<String> bare,
        Set<String> stripped,
        Map<String, RiskClass> lowering,
        List<Label> labels,
        Map<Trigger, RiskClass> triggers) {

    /** Tags lead to a class and do nothing else. */
    public static final TagRules NONE = new TagRules(Set.of(), Set.of(), Map.of(), List.of(), Map.of());

    public TagRules {
        bare = Set.copyOf(bare);
        stripped = Set.copyOf(stripped);
        lowering = Map.copyOf(lowering);
        labels = List.copyOf(labels);
        triggers = Map.copyOf(triggers);
    }

    /**
     * A label of Microsoft Purview, in the header field {@code msip_labels} or the properties of a document.
     *
     * @param id   the label's GUID, lower case
     * @param name compared without regard to case
     * @param site the GUID of the tenant whose labels count, lower case; without one those of all tenants
     */
    public record Label(Optional<String> id, Optional<String> name, Optional<String> site, RiskClass riskClass) {

        private static final Pattern GUID =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

        public Label {
            id = id.map(Label::guid);
            site = site.map(Label::guid);
            if (id.isEmpty() && name.isEmpty()) {
                throw new IllegalArgumentException("a label needs an id or a name");
            }
        }

        private static String guid(String written) {
            String guid = written.strip().toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
            if (!GUID.matcher(guid).matches()) {
                throw new IllegalArgumentException(
                        "'" + written
                                + "' is no GUID; it is written as 12345678-90ab-cdef-1234-567890abcdef and stands in the label's properties");
            }
            return guid;
        }
    }

    /** What tells of a mail without being written into it as a tag. */
    public enum Trigger {
        SMIME_SIGNED,
        SMIME_ENCRYPTED,
        PGP_SIGNED,
        PGP_ENCRYPTED,
        /** The own mail server asked for it (RFC 8689 §2). */
        REQUIRETLS;

        /** As in the policy file, such as {@code smime-signed}. */
        public String configName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * By its name in policy files.
         *
         * @throws IllegalArgumentException naming what there is
         */
        public static Trigger fromConfigName(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.configName().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no trigger '" + name + "'; use "
                            + Arrays.stream(values()).map(Trigger::configName).collect(Collectors.joining(", "))));
        }
    }
}
