package org.siegel.sealing.container;

/** In which of the files that go to the recipient an enclosed file is. */
public sealed interface Place {

    /** In the container itself. */
    record Inside() implements Place {}

    /**
     * It is a file beside the container, protected by the same password.
     *
     * @param number from 1
     */
    record OwnFile(int number) implements Place {}

    /** In a ZIP beside the container, protected by the same password. */
    record Archive() implements Place {}
}
