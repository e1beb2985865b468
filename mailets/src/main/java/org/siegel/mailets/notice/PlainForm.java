package org.siegel.mailets.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A letter as plain text: lines of at most {@value #WIDTH} characters, but words stay whole. */
final class PlainForm {

    private static final int WIDTH = 72;
    private static final int FEW = 10;
    private static final String END = "\r\n";

    private PlainForm() {}

    static String of(Letter letter) {
        return letter.sections().stream()
                .map(PlainForm::section)
                .collect(Collectors.joining(END + "-".repeat(WIDTH) + END + END));
    }

    private static String section(Letter.Section section) {
        List<String> pieces = new ArrayList<>();
        section.pointer().ifPresent(pieces::add);
        section.blocks().forEach(block -> pieces.add(piece(block)));
        return String.join(END + END, pieces) + END;
    }

    private static String piece(Block block) {
        return switch (block) {
            case Block.Title(var text) -> underlined(text, "=");
            case Block.Heading(var text) -> underlined(text, "-");
            case Block.Paragraph(var text) -> filled("", "", text);
            case Block.Items(var sentences) ->
                sentences.stream().map(one -> filled("* ", "  ", one)).collect(Collectors.joining(END + END));
            case Block.Addresses(var addresses)
            when addresses.size() <= FEW ->
                addresses.stream().map(one -> "  " + one).collect(Collectors.joining(END));
            case Block.Addresses(var addresses) -> filled("  ", "  ", String.join(", ", addresses));
            case Block.Facts(var facts) ->
                facts.stream()
                        .map(fact -> filled("", "    ", fact.label() + ": " + fact.value()))
                        .collect(Collectors.joining(END));
            case Block.Link(var label, var target) -> label + ":" + END + target;
        };
    }

    private static String underlined(String text, String mark) {
        List<String> lines = Lines.of(text, WIDTH);
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        return String.join(END, lines) + END + mark.repeat(Math.min(longest, WIDTH));
    }

    private static String filled(String first, String others, String text) {
        return first + String.join(END + others, Lines.of(text, WIDTH - others.length()));
    }
}
