package org.siegel.demo;

/** The demonstration cannot go on. The message says what was wrong and, where somebody can do something, what. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
