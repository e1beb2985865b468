package org.siegel.mailets.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.mailets.notice.Block.Fact;
import org.siegel.mailets.notice.Undelivered.Cause;

/** Tells a sender to whom a mail was not delivered, why, and what to do. */
final class ReturnLetter {

    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_CONTAINER = 60;

    private final NoticeSettings settings;
    private final Reason reason;
    private final ProtectionFacts protection;
    private final Clock clock;

    ReturnLetter(NoticeSettings settings, Reason reason, ProtectionFacts protection, Clock clock) {
        this.settings = settings;
        this.reason = reason;
        this.protection = protection;
        this.clock = clock;
    }

    Letter write(Mail mail, OriginalMessage original, List<Undelivered> recipients) {
        List<Wording> languages = settings.languages();
        return new Letter(IntStream.range(0, languages.size())
                .mapToObj(i -> new Letter.Section(
                        languages.get(i).language(),
                        AboutMail.pointer(languages, i),
                        blocks(languages.get(i), i == 0, mail, original, recipients)))
                .toList());
    }

    private List<Block> blocks(
            Wording wording, boolean isFirst, Mail mail, OriginalMessage original, List<Undelivered> recipients) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Title(wording.text(reason.letter() + ".title")));
        blocks.add(new Block.Paragraph(wording.text(reason.letter() + ".lead", recipients.size())));
        blocks.add(AboutMail.facts(wording, original, mail.getName(), clock));
        Map<Cause, List<MailAddress>> causes = new LinkedHashMap<>();
        List<MailAddress> others = new ArrayList<>();
        for (Undelivered one : recipients) {
            if (causes.size() < MOST_CAUSES || causes.containsKey(one.cause())) {
                causes.computeIfAbsent(one.cause(), _cause -> new ArrayList<>()).add(one.recipient());
            } else {
                others.add(one.recipient());
            }
        }
        causes.forEach((cause, addresses) -> {
            blocks.add(new Block.Heading(wording.text(reason.letter() + ".to")));
            blocks.addAll(AboutMail.addresses(wording, addresses, isFirst));
            blocks.add(facts(wording, mail, cause));
        });
        if (!others.isEmpty()) {
            blocks.add(new Block.Heading(wording.text("return.others")));
            blocks.addAll(AboutMail.addresses(wording, others, isFirst));
            blocks.add(new Block.Paragraph(wording.text("return.others.why")));
        }
        if (reason.isFinal()) {
            sealed(wording, mail).ifPresent(blocks::add);
        }
        blocks.add(new Block.Paragraph(wording.text("return.rest")));
        blocks.add(AboutMail.closing(wording, settings, mail.getName()));
        return blocks;
    }

    private Block facts(Wording wording, Mail mail, Cause cause) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(wording.text("fact.why"), sentence(wording, mail, cause, ".why")));
        if (reason == Reason.POLICY_REFUSED && cause.words().isEmpty()) {
            facts.addAll(protection.ofMail(wording, mail));
        }
        facts.add(new Fact(wording.text("fact.advice"), sentence(wording, mail, cause, ".advice")));
        cause.words()
                .ifPresent(words ->
                        facts.add(new Fact(wording.text("fact.message"), words + " (" + cause.status() + ")")));
        return new Block.Facts(facts);
    }

    /** By the mailet's reason if nothing was noted, else by the closest of the status: x.1.10, x.1, x (RFC 3463 §3). */
    private String sentence(Wording wording, Mail mail, Cause cause, String ending) {
        if (cause.words().isEmpty() || !reason.isFinal()) {
            return wording.text("reason." + reason.configName() + ending);
        }
        if (RefusedContainers.isNoted(mail)) {
            return wording.text("container-refused" + ending);
        }
        String detail = cause.status().substring(1);
        String subject = detail.substring(0, detail.lastIndexOf('.'));
        return wording.find("status" + detail + ending)
                .or(() -> wording.find("status" + subject + ending))
                .orElseGet(() -> wording.text("status" + ending));
    }

    private static Optional<Block> sealed(Wording wording, Mail mail) {
        return SealedMark.of(mail)
                .map(SealedMark::container)
                .map(container -> OneLine.of(
                        container.format().name().toLowerCase(Locale.ROOT) + " " + container.passwordId(),
                        LONGEST_CONTAINER))
                .map(container -> new Block.Paragraph(wording.text("return.sealed", Map.of("container", container))));
    }
}
