package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;

/** How sure it is that something found is what it looks like; least sure first. */
public enum Confidence {
    /** Only its form speaks for it. */
    POSSIBLE,
    /** Its form and either a check digit or a word near it. */
    LIKELY,
    /** A check that chance rarely passes, or a check digit and a word near it. */
    CERTAIN;

    /** The name in policy files and reports, such as {@code likely}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its name in policy files.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static Confidence fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(each -> each.configName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no confidence '" + name + "'; use possible, likely or certain"));
    }
}
