package org.siegel.mailets.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.notice.Block.Fact;
import org.siegel.matchers.MailDecisions;

/** Tells a sender that a mail is held for some recipients, why, and who can do what. */
final class HoldLetter {

    private static final int MOST_WAYS = 10;

    private final NoticeSettings settings;
    private final ProtectionFacts protection;
    private final Clock clock;

    HoldLetter(NoticeSettings settings, ProtectionFacts protection, Clock clock) {
        this.settings = settings;
        this.protection = protection;
        this.clock = clock;
    }

    Letter write(Mail mail, OriginalMessage original) {
        List<Wording> languages = settings.languages();
        return new Letter(IntStream.range(0, languages.size())
                .mapToObj(i -> new Letter.Section(
                        languages.get(i).language(),
                        AboutMail.pointer(languages, i),
                        blocks(languages.get(i), i == 0, mail, original)))
                .toList());
    }

    private List<Block> blocks(Wording wording, boolean isFirst, Mail mail, OriginalMessage original) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Title(wording.text("hold.title")));
        blocks.add(new Block.Paragraph(
                wording.text("hold.lead", mail.getRecipients().size())));
        blocks.add(AboutMail.facts(wording, original, mail.getName(), clock));
        blocks.addAll(recipients(wording, isFirst, mail));
        blocks.add(new Block.Heading(wording.text("hold.class")));
        blocks.add(new Block.Facts(protection.ofMail(wording, mail)));
        blocks.add(new Block.Heading(wording.text("hold.next")));
        blocks.add(new Block.Items(choices(wording, mail)));
        blocks.add(new Block.Paragraph(wording.text("hold.nothing")));
        blocks.add(new Block.Paragraph(wording.text("hold.rest")));
        blocks.add(AboutMail.closing(wording, settings, mail.getName()));
        return blocks;
    }

    /** Those on the same way together. */
    static List<Block> recipients(Wording wording, boolean isFirst, Mail mail) {
        Map<Optional<MailDecisions.Noted>, List<MailAddress>> ways = new LinkedHashMap<>();
        List<MailAddress> others = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<MailDecisions.Noted> noted = MailDecisions.of(mail, recipient);
            if (ways.size() < MOST_WAYS || ways.containsKey(noted)) {
                ways.computeIfAbsent(noted, _way -> new ArrayList<>()).add(recipient);
            } else {
                others.add(recipient);
            }
        }
        List<Block> blocks = new ArrayList<>();
        ways.forEach((noted, addresses) -> {
            blocks.add(new Block.Heading(wording.text("hold.to")));
            blocks.addAll(AboutMail.addresses(wording, addresses, isFirst));
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact(wording.text("hold.why"), wording.text(why(mail, noted))));
            noted.ifPresent(way -> facts.addAll(ProtectionFacts.ofTransfer(wording, way)));
            blocks.add(new Block.Facts(facts));
        });
        if (!others.isEmpty()) {
            blocks.add(new Block.Heading(wording.text("hold.others")));
            blocks.addAll(AboutMail.addresses(wording, others, isFirst));
        }
        return blocks;
    }

    private static String why(Mail mail, Optional<MailDecisions.Noted> noted) {
        if (noted.isEmpty()) {
            return "hold.rule";
        }
        if (MailDecisions.isExhausted(mail)) {
            return "hold.missed";
        }
        return noted.get()
                .predicted()
                .map(grade -> grade.atLeast(noted.get().decision().demand()) ? "hold.always" : "hold.missed")
                .orElse("hold.unknown");
    }

    private List<String> choices(Wording wording, Mail mail) {
        List<String> choices = new ArrayList<>();
        choices.add(wording.text("hold.release", Map.of("contact", settings.contact(), "reference", mail.getName())));
        List<String> tags = protection.protectingTags(mail);
        choices.add(
                tags.isEmpty()
                        ? wording.text("hold.othertag")
                        : wording.text("hold.tag", Map.of("tags", tags.stream().collect(Collectors.joining(" / ")))));
        choices.add(wording.text("hold.elsewhere"));
        return choices;
    }
}
