package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.GenericMailet;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.Policy;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionState;
import org.siegel.store.SignInStore.NewCode;

/** Writes to senders about mails that wait for them. */
public final class QuestionPost {

    /** The parameters of a mailet that are read here. */
    public static final Set<String> PARAMETERS = NoticeSettings.NAMES;

    private static final int LONGEST_SUBJECT = 200;

    private final Policy policy;
    private final NoticeSettings settings;
    private final ProtectionFacts protection;
    private final QuestionLetter letter;
    private final InternalMail post;
    private final Clock clock;

    /**
     * A question with the ways to answer it.
     *
     * @param page        the link to the page; empty if there is no page
     * @param replyTo     the address that an answer by mail goes to; empty if none can
     */
    public record Enquiry(Question question, Optional<URI> page, Optional<MailAddress> replyTo, boolean isReminder) {}

    private QuestionPost(Policy policy, NoticeSettings settings, Ambience ambience) {
        this.policy = policy;
        this.settings = settings;
        this.protection = new ProtectionFacts(policy);
        this.letter = new QuestionLetter(settings, protection, policy.asking(), ambience.clock());
        this.clock = ambience.clock();
        this.post = new InternalMail(settings, policy.organisation(), ambience.clock(), ambience.random());
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
    public static QuestionPost of(GenericMailet mailet, Policy policy, Ambience ambience) throws MessagingException {
        return new QuestionPost(policy, NoticeSettings.of(mailet), ambience);
    }

    /** Who can be asked about the mail; empty if nobody can, because nobody wrote it or it is a notification itself. */
    public static Optional<MailAddress> addressee(Mail mail) {
        return switch (Addressee.of(mail, OriginalMessage.of(mail))) {
            case Addressee.Sender(var address) -> Optional.of(address);
            case Addressee.Nobody _nobody -> Optional.empty();
        };
    }

    /** The subject as one line; empty if there is none. */
    public static Optional<String> subject(Mail mail) {
        return OriginalMessage.of(mail).subject().map(subject -> OneLine.of(subject, LONGEST_SUBJECT));
    }

    /** What led to the question, in each language that letters are written in. */
    public Map<String, List<HeldMail.Fact>> why(Mail mail) {
        Map<String, List<HeldMail.Fact>> why = new LinkedHashMap<>();
        for (Wording wording : settings.languages()) {
            List<Block.Fact> facts = new ArrayList<>(protection.ofMail(wording, mail));
            mail.getRecipients().stream()
                    .flatMap(recipient -> MailDecisions.of(mail, recipient).stream())
                    .distinct()
                    .limit(1)
                    .forEach(noted -> facts.addAll(ProtectionFacts.ofTransfer(wording, noted)));
            why.put(
                    wording.language().code(),
                    facts.stream()
                            .map(fact -> new HeldMail.Fact(fact.label(), fact.value()))
                            .toList());
        }
        return why;
    }

    /** Asks, or asks again. */
    public void ask(MailetContext context, Mail mail, Enquiry enquiry) throws MessagingException {
        OriginalMessage original = OriginalMessage.of(mail);
        post.send(
                context,
                new Notice(
                        new MailAddress(enquiry.question().mail().sender()),
                        AboutMail.subject(
                                settings, enquiry.isReminder() ? "ask.subject.again" : "ask.subject", original),
                        original.messageId(),
                        letter.write(mail, original, enquiry),
                        List.of(),
                        enquiry.replyTo()));
    }

    /**
     * Tells what became of an answer by mail.
     *
     * @param about the question; empty if there is none
     * @param key   of the sentences, such as {@code taken}
     */
    public void tell(MailetContext context, Mail answer, Optional<Question> about, String key)
            throws MessagingException {
        Optional<MailAddress> to = addressee(answer);
        if (to.isEmpty()) {
            return;
        }
        tell(context, to.get(), OriginalMessage.of(answer), about, key);
    }

    /** Tells the sender that what was decided was not done, because the mail is not there any more. */
    public void tellGone(MailetContext context, Question question) throws MessagingException {
        tell(context, new MailAddress(question.mail().sender()), about(question), Optional.of(question), "gone");
    }

    private static OriginalMessage about(Question question) {
        return new OriginalMessage(question.mail().subject(), Optional.empty(), Optional.empty(), List.of(), false);
    }

    /** Sends a code to sign in on the page to the question's sender; the subject, which logs may hold, does not have it. */
    public void sendCode(MailetContext context, Question question, NewCode code) throws MessagingException {
        post.send(
                context,
                new Notice(
                        new MailAddress(question.mail().sender()),
                        AboutMail.subject(settings, "code.subject", about(question)),
                        Optional.empty(),
                        new Letter(settings.languages().stream()
                                .map(wording -> new Letter.Section(
                                        wording.language(), Optional.empty(), code(wording, question, code)))
                                .toList()),
                        List.of()));
    }

    private List<Block> code(Wording wording, Question question, NewCode code) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern(
                        wording.text("date"), wording.language().locale())
                .withZone(clock.getZone());
        return List.of(
                new Block.Title(wording.text("code.title")),
                new Block.Paragraph(wording.text("code.lead")),
                new Block.Facts(List.of(
                        new Block.Fact(wording.text("code.label"), code.code().text()),
                        new Block.Fact(wording.text("code.until"), form.format(code.expires())))),
                new Block.Paragraph(wording.text("code.use")),
                new Block.Facts(facts(wording, question)),
                new Block.Paragraph(wording.text("code.unasked", Map.of("contact", settings.contact()))));
    }

    private void tell(
            MailetContext context, MailAddress to, OriginalMessage about, Optional<Question> question, String key)
            throws MessagingException {
        post.send(
                context,
                new Notice(
                        to,
                        AboutMail.subject(settings, key.equals("gone") ? "gone.subject" : "answer.subject", about),
                        about.messageId(),
                        new Letter(settings.languages().stream()
                                .map(wording -> new Letter.Section(
                                        wording.language(), Optional.empty(), words(wording, question, key)))
                                .toList()),
                        List.of()));
    }

    private static List<Block.Fact> facts(Wording wording, Question question) {
        return List.of(
                new Block.Fact(
                        wording.text("fact.subject"),
                        question.mail().subject().orElseGet(() -> wording.text("fact.no-subject"))),
                new Block.Fact(wording.text("fact.reference"), question.mail().mailName()));
    }

    private List<Block> words(Wording wording, Optional<Question> about, String key) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Title(wording.text("answer." + key + ".title")));
        blocks.add(new Block.Paragraph(wording.text("answer." + key)));
        about.ifPresent(question -> {
            blocks.add(new Block.Facts(facts(wording, question)));
            if (question.state() == QuestionState.WAITING) {
                blocks.add(new Block.Items(question.mail().choices().stream()
                        .map(choice -> AnswerWords.of(choice, wording.language() == Language.GERMAN) + ": "
                                + AskWording.offer(
                                        wording,
                                        choice,
                                        policy.asking(),
                                        question.mail().passwords()))
                        .toList()));
            }
        });
        blocks.add(new Block.Paragraph(wording.text("answer.closing", Map.of("contact", settings.contact()))));
        return blocks;
    }
}
