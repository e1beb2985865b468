package org.siegel.transport.mime;

/** What becomes of an entity. */
enum Treatment {
    /** Nothing. */
    KEEP(""),
    /** It is 7-bit already, or will be when its parts are. */
    LABEL("7bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private final String label;

    Treatment(String label) {
        this.label = label;
    }

    /** As it stands in Content-Transfer-Encoding. */
    String label() {
        return label;
    }
}
