package org.siegel.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a mail may be that need not be sealed, because programs read it. */
public enum UnsealedKind {
    /** Written by a program: a delivery report, an automatic reply, a mail of a list. It is never sealed. */
    AUTOMATIC("automatic"),
    /** An invitation: sealed, its recipient can no longer accept it in the calendar. It is sealed unless the policy says otherwise. */
    MEETING_REQUEST("meeting-request");

    private final String configName;

    UnsealedKind(String configName) {
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
    public static UnsealedKind fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(one -> one.configName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(UnsealedKind::configName).collect(Collectors.joining(", "))));
    }
}
