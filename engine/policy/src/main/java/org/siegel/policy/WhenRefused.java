package org.siegel.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of a sealed mail whose container the recipient's server does not take. */
public enum WhenRefused {
    /** The mail comes back to its sender. */
    RETURN("return"),
    /** It is sealed into another container, at most once into each; only then it comes back. */
    OTHER_CONTAINER("other-container");

    private final String configName;

    WhenRefused(String configName) {
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
    public static WhenRefused fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(one -> one.configName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(WhenRefused::configName).collect(Collectors.joining(", "))));
    }
}
