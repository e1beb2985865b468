package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the attachments of a mail that is wrapped into a PDF reach its recipients. */
public enum AttachmentLayout {
    /** All are enclosed in the PDF, which many browsers and phones do not show. */
    EMBED,
    /** Each PDF is a protected file of its own, which opens everywhere; the others are enclosed, or in a ZIP where that is allowed. */
    SEPARATE,
    /** All are in a protected ZIP beside the PDF. */
    ZIP,
    /** What the attachments of this mail need: each PDF a file of its own, pictures as pages, others in a ZIP where that is allowed. */
    AUTO;

    /** The name as it stands in configuration files. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static AttachmentLayout fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(layout -> layout.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no layout of attachments; use one of "
                                + Arrays.stream(values())
                                        .map(AttachmentLayout::configName)
                                        .collect(Collectors.joining(", "))));
    }
}
