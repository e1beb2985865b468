package org.siegel.sealing.message;

/** Joins the soft-wrapped lines of format=flowed (RFC 3676 §4.2, quoting §4.5, DelSp §4.1). */
final class FlowedText {

    private FlowedText() {}

    /** @param text lines end with {@code \n} */
    static String join(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        int flowingDepth = -1;
        boolean first = true;
        for (String line : text.split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String rest = line.substring(depth);
            // space-stuffing, §4.4
            String content = rest.startsWith(" ") ? rest.substring(1) : rest;
            boolean signature = content.equals("-- ");
            boolean continues = flowingDepth == depth && !signature;
            if (!continues) {
                if (!first) {
                    out.append('\n');
                }
                out.append(">".repeat(depth)).append(depth > 0 ? " " : "");
            }
            boolean flowed = content.endsWith(" ") && !signature;
            out.append(flowed && deleteSpace ? content.substring(0, content.length() - 1) : content);
            flowingDepth = flowed ? depth : -1;
            first = false;
        }
        return out.toString();
    }
}
