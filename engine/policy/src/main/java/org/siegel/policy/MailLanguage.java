package org.siegel.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The language of what is written around a sealed mail. */
public enum MailLanguage {
    GERMAN("de"),
    ENGLISH("en");

    private final String configName;

    MailLanguage(String configName) {
        this.configName = configName;
    }

    /** As written in the policy file. */
    public String configName() {
        return configName;
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static MailLanguage fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(one -> one.configName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(MailLanguage::configName).collect(Collectors.joining(", "))));
    }
}
