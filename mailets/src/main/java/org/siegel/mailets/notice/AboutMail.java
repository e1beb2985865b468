package org.siegel.mailets.notice;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.siegel.mailets.notice.Block.Fact;

/** The parts that all letters have in common. */
final class AboutMail {

    private static final int LONGEST_ADDRESS = 320;
    private static final int NAMED_AGAIN = 20;

    private AboutMail() {}

    /** By what the sender recognises the mail, and the administrator finds it. */
    static Block facts(Wording wording, OriginalMessage original, String reference, Clock clock) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                wording.text("fact.subject"), original.subject().orElseGet(() -> wording.text("fact.no-subject"))));
        DateTimeFormatter form = DateTimeFormatter.ofPattern(
                        wording.text("date"), wording.language().locale())
                .withZone(clock.getZone());
        original.arrival().ifPresent(time -> facts.add(new Fact(wording.text("fact.sent"), form.format(time))));
        facts.add(new Fact(wording.text("fact.reference"), reference));
        return new Block.Facts(facts);
    }

    /**
     * The recipients.
     *
     * @param isFirst whether it is the first language; later ones name only some of many
     */
    static List<Block> addresses(Wording wording, List<MailAddress> recipients, boolean isFirst) {
        return named(wording, recipients.stream().map(MailAddress::asString).toList(), isFirst);
    }

    /** The same of addresses as text. */
    static List<Block> named(Wording wording, List<String> recipients, boolean isFirst) {
        int named = isFirst || recipients.size() <= NAMED_AGAIN ? recipients.size() : NAMED_AGAIN;
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Addresses(recipients.stream()
                .limit(named)
                .map(recipient -> OneLine.of(recipient, LONGEST_ADDRESS))
                .toList()));
        if (named < recipients.size()) {
            blocks.add(new Block.Paragraph(wording.text("list.more", recipients.size() - named)));
        }
        return blocks;
    }

    /** The closing words: whom to ask. */
    static Block closing(Wording wording, NoticeSettings settings, String reference) {
        return new Block.Paragraph(
                wording.text("closing", Map.of("contact", settings.contact(), "reference", reference)));
    }

    /** The notice's subject: what happened in all languages, then the original subject. */
    static String subject(NoticeSettings settings, String key, OriginalMessage original) {
        String what =
                settings.languages().stream().map(wording -> wording.text(key)).collect(Collectors.joining(" / "));
        return original.subject().map(subject -> what + ": " + subject).orElse(what);
    }

    /** The line on top for those who do not read the first language. */
    static Optional<String> pointer(List<Wording> languages, int section) {
        return section == 0 && languages.size() > 1
                ? Optional.of(languages.get(1).text("pointer"))
                : Optional.empty();
    }
}
