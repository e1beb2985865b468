package org.siegel.mailets.notice;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.mailet.Mail;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;

/** Asks a sender what shall be done with a mail that waits: why it waits, until when, what can be chosen, and how. */
final class QuestionLetter {

    private final NoticeSettings settings;
    private final ProtectionFacts protection;
    private final AskRules rules;
    private final Clock clock;

    QuestionLetter(NoticeSettings settings, ProtectionFacts protection, AskRules rules, Clock clock) {
        this.settings = settings;
        this.protection = protection;
        this.rules = rules;
        this.clock = clock;
    }

    Letter write(Mail mail, OriginalMessage original, QuestionPost.Enquiry enquiry) {
        List<Wording> languages = settings.languages();
        return new Letter(IntStream.range(0, languages.size())
                .mapToObj(i -> new Letter.Section(
                        languages.get(i).language(),
                        AboutMail.pointer(languages, i),
                        blocks(languages.get(i), i == 0, mail, original, enquiry)))
                .toList());
    }

    private List<Block> blocks(
            Wording wording, boolean isFirst, Mail mail, OriginalMessage original, QuestionPost.Enquiry enquiry) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Title(wording.text(enquiry.isReminder() ? "ask.title.again" : "ask.title")));
        blocks.add(new Block.Paragraph(
                wording.text("ask.lead", mail.getRecipients().size())));
        enquiry.page().ifPresent(page -> blocks.add(new Block.Link(wording.text("ask.open"), page)));
        blocks.add(AboutMail.facts(wording, original, mail.getName(), clock));
        blocks.addAll(HoldLetter.recipients(wording, isFirst, mail));
        blocks.add(new Block.Heading(wording.text("hold.class")));
        blocks.add(new Block.Facts(protection.ofMail(wording, mail)));
        blocks.add(new Block.Heading(wording.text("ask.choose")));
        blocks.add(new Block.Items(enquiry.question().mail().choices().stream()
                .map(choice -> choice(wording, choice, enquiry))
                .toList()));
        blocks.addAll(passwords(wording, enquiry));
        if (enquiry.replyTo().isPresent()) {
            blocks.add(new Block.Paragraph(wording.text("ask.reply")));
        }
        if (enquiry.replyTo().isEmpty() && enquiry.page().isEmpty()) {
            blocks.add(new Block.Paragraph(
                    wording.text("hold.release", Map.of("contact", settings.contact(), "reference", mail.getName()))));
        }
        blocks.add(new Block.Paragraph(until(wording, enquiry)));
        blocks.add(new Block.Paragraph(wording.text("hold.rest")));
        blocks.add(AboutMail.closing(wording, settings, mail.getName()));
        return blocks;
    }

    /** What can be said about the password, on the page or behind the word of a reply. */
    private static List<Block> passwords(Wording wording, QuestionPost.Enquiry enquiry) {
        List<PasswordWay> ways = enquiry.question().mail().passwords();
        boolean canReply = enquiry.replyTo().isPresent();
        if (ways.isEmpty() || (!canReply && enquiry.page().isEmpty())) {
            return List.of();
        }
        return List.of(
                new Block.Paragraph(wording.text(canReply ? "ask.passwords.reply" : "ask.passwords")),
                new Block.Items(ways.stream()
                        .map(way -> AskWording.way(wording, way) + (canReply ? word(wording, way) : ""))
                        .toList()));
    }

    private static String word(Wording wording, PasswordWay way) {
        return " "
                + wording.text(
                        way == PasswordWay.SMS ? "ask.word.phone" : "ask.word.behind",
                        Map.of("word", AnswerWords.of(way, wording.language() == Language.GERMAN)));
    }

    private String choice(Wording wording, Choice choice, QuestionPost.Enquiry enquiry) {
        String what = AskWording.offer(
                wording, choice, rules, enquiry.question().mail().passwords());
        return enquiry.replyTo().isPresent()
                ? what + " "
                        + wording.text(
                                choice == Choice.SEND ? "ask.word.reason" : "ask.word",
                                Map.of("word", AnswerWords.of(choice, wording.language() == Language.GERMAN)))
                : what;
    }

    private String until(Wording wording, QuestionPost.Enquiry enquiry) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern(
                        wording.text("date"), wording.language().locale())
                .withZone(clock.getZone());
        return AskWording.until(wording, rules, form.format(enquiry.question().expires()));
    }
}
