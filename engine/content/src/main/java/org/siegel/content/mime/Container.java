package org.siegel.content.mime;

/** A multipart that the walk is in. */
final class Container {

    private final String type;
    private boolean empty = true;

    Container(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    boolean isEncrypted() {
        return type.equals("multipart/encrypted");
    }

    void startPart() {
        empty = false;
    }

    boolean isEmpty() {
        return empty;
    }
}
