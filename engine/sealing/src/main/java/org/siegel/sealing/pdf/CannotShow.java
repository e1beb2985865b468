package org.siegel.sealing.pdf;

/** The layout asked for more than it may have, the layout engine failed at it, or it did not put the words onto the paper. */
final class CannotShow extends Exception {

    CannotShow(String why) {
        super(why);
    }

    CannotShow(Throwable cause) {
        super("The page cannot be laid out (" + cause.getClass().getSimpleName() + ")", cause);
    }
}
