package org.siegel.benchmarks.content;

/** The ways in which people and programs write a number down. */
enum Spelling {
    TOGETHER,
    BLANKS,
    HYPHENS,
    NO_BREAK_SPACES,
    LINE_BREAK,
    FULL_WIDTH,
    ZERO_WIDTH,
    SOFT_HYPHENS;

    /** The number so; {@code groups} as "4 4 4", or "0" if it is always written as it is. */
    String write(String number, String groups) {
        if (groups.equals("0")) {
            return number;
        }
        return switch (this) {
            case TOGETHER -> number;
            case BLANKS -> grouped(number, groups, " ");
            case HYPHENS -> grouped(number, groups, "-");
            case NO_BREAK_SPACES -> grouped(number, groups, "\u00A0");
            case LINE_BREAK -> number.substring(0, number.length() / 2) + "\n" + number.substring(number.length() / 2);
            case FULL_WIDTH ->
                number.chars()
                        .mapToObj(c -> Character.toString(Character.isDigit(c) ? c + 0xFEE0 : c))
                        .reduce("", String::concat);
            case ZERO_WIDTH -> grouped(number, groups, "\u200B");
            case SOFT_HYPHENS -> number.substring(0, 3) + "\u00AD" + number.substring(3);
        };
    }

    private static String grouped(String number, String groups, String separator) {
        StringBuilder grouped = new StringBuilder();
        int from = 0;
        for (String group : groups.split(" ", -1)) {
            int to = Math.min(number.length(), from + Integer.parseInt(group));
            grouped.append(from == 0 ? "" : separator).append(number, from, to);
            from = to;
        }
        return grouped.append(number.substring(from)).toString();
    }
}
