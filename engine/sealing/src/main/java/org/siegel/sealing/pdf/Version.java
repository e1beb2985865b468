package org.siegel.sealing.pdf;

/** How a message can be shown, best first. */
enum Version {
    LAID_OUT(Integer.MAX_VALUE),
    TEXT(300_000),
    SHORT_TEXT(30_000),
    HEADER_ONLY(0);

    private final int longestText;

    Version(int longestText) {
        this.longestText = longestText;
    }

    /** In characters; some hundred pages, a dozen, none. */
    int longestText() {
        return longestText;
    }
}
