package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.GenericMailet;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Policy;
import org.siegel.store.SummarisedMail;

/** Writes to senders how each recipient got a mail. Names passwords, and tells none; quotes nothing of the mail but its subject. */
public final class SummaryPost {

    /** The parameters of a mailet that are read here. */
    public static final Set<String> PARAMETERS = NoticeSettings.NAMES;

    private static final int LONGEST_SUBJECT = 200;
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private final NoticeSettings settings;
    private final InternalMail post;
    private final Clock clock;

    private SummaryPost(NoticeSettings settings, Policy policy, Ambience ambience) {
        this.settings = settings;
        this.post = new InternalMail(settings, policy.organisation(), ambience.clock(), ambience.random());
        this.clock = ambience.clock();
    }

    /**
     * Checks the parameters so far as James knows enough at a mailet's init.
     *
     * @throws MessagingException which stops James's start, naming the parameter and what it accepts
     */
    public static void check(GenericMailet mailet) throws MessagingException {
        NoticeSettings.check(mailet);
    }

    /**
     * Reads the parameters.
     *
     * @throws MessagingException naming the parameter and what it accepts
     */
    public static SummaryPost of(GenericMailet mailet, Policy policy, Ambience ambience) throws MessagingException {
        return new SummaryPost(NoticeSettings.of(mailet), policy, ambience);
    }

    /** Who can be told about the mail: nobody if no person wrote it (RFC 3834 §2). */
    public static Optional<MailAddress> addressee(Mail mail) throws MessagingException {
        OriginalMessage original = OriginalMessage.of(mail);
        boolean isAutomatic = header(mail, "Auto-Submitted")
                        .filter(value -> !value.equals("no"))
                        .isPresent()
                || header(mail, "Precedence").filter(BULK::contains).isPresent();
        return Addressee.of(mail, original) instanceof Addressee.Sender(var address) && !isAutomatic
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<String> header(Mail mail, String name) throws MessagingException {
        return mail.getMessage() == null
                ? Optional.empty()
                : Optional.ofNullable(mail.getMessage().getHeader(name, ";"))
                        .map(value -> value.strip().toLowerCase(Locale.ROOT));
    }

    /** The mail as the summary needs to know it. */
    public static SummarisedMail about(Mail mail, MailAddress sender, Clock clock) {
        OriginalMessage original = OriginalMessage.of(mail);
        return new SummarisedMail(
                mail.getName(),
                sender.asString(),
                mail.getRecipients().stream().map(MailAddress::asString).toList(),
                original.subject().map(subject -> OneLine.of(subject, LONGEST_SUBJECT)),
                original.messageId(),
                clock.instant());
    }

    /**
     * Tells the sender.
     *
     * @param receipts of all recipients, by address
     */
    public void tell(MailetContext context, SummarisedMail mail, Map<String, Receipt> receipts)
            throws MessagingException {
        OriginalMessage original =
                new OriginalMessage(mail.subject(), mail.messageId(), Optional.of(mail.accepted()), List.of(), false);
        List<Wording> languages = settings.languages();
        Letter letter = new Letter(IntStream.range(0, languages.size())
                .mapToObj(i -> new Letter.Section(
                        languages.get(i).language(),
                        AboutMail.pointer(languages, i),
                        blocks(languages.get(i), i == 0, mail, original, receipts)))
                .toList());
        post.send(
                context,
                new Notice(
                        new MailAddress(mail.sender()),
                        AboutMail.subject(settings, "summary.subject", original),
                        mail.messageId(),
                        letter,
                        List.of()));
    }

    private List<Block> blocks(
            Wording wording,
            boolean isFirst,
            SummarisedMail mail,
            OriginalMessage original,
            Map<String, Receipt> receipts) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Title(wording.text("summary.title")));
        blocks.add(AboutMail.facts(wording, original, mail.mailName(), clock));
        Map<Receipt, List<String>> groups = new LinkedHashMap<>();
        receipts.forEach((address, receipt) ->
                groups.computeIfAbsent(receipt, _receipt -> new ArrayList<>()).add(address));
        groups.forEach((receipt, addresses) -> {
            blocks.add(new Block.Heading(words(wording, receipt)));
            blocks.addAll(AboutMail.named(wording, addresses, isFirst));
        });
        if (groups.keySet().stream().anyMatch(Receipt.Sealed.class::isInstance)) {
            blocks.add(new Block.Paragraph(wording.text("summary.password")));
        }
        if (!groups.keySet().stream().allMatch(Receipt::isFinal)) {
            blocks.add(new Block.Paragraph(wording.text("summary.open")));
        }
        blocks.add(AboutMail.closing(wording, settings, mail.mailName()));
        return blocks;
    }

    private static String words(Wording wording, Receipt receipt) {
        return switch (receipt) {
            case Receipt.AsWritten(var grade, var isDane) ->
                wording.text(grade.map(reached -> "summary.readable." + reached.configName())
                                .orElse("summary.readable"))
                        + (isDane ? ", DANE" : "");
            case Receipt.Sealed(var format, var id) ->
                wording.text("summary.sealed." + format.name().toLowerCase(Locale.ROOT), Map.of("id", id));
            case Receipt.Refused _plain -> wording.text("summary.refused");
            case Receipt.Returned _plain -> wording.text("summary.returned");
            case Receipt.Withdrawn _plain -> wording.text("summary.withdrawn");
            case Receipt.AwaitsDecision _plain -> wording.text("summary.awaits-decision");
            case Receipt.AwaitsServer _plain -> wording.text("summary.awaits-server");
            case Receipt.UnderWay _plain -> wording.text("summary.under-way");
            case Receipt.Kept _plain -> wording.text("summary.kept");
        };
    }
}
