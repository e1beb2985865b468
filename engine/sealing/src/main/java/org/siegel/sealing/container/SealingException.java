package org.siegel.sealing.container;

/**
 * The container could not be made or did not stand its test; nothing is left behind, and the message must not go out instead.
 * The text names what and where, never content, file names or secrets.
 */
public final class SealingException extends Exception {

    /**
     * Carries on another failure.
     *
     * @param step of the work that failed, for the operator
     */
    public SealingException(String step, Throwable cause) {
        // the cause's own text may quote content, so only its type is carried in ours
        super(step + " (" + cause.getClass().getSimpleName() + ")", cause);
    }

    public SealingException(String step) {
        super(step);
    }
}
