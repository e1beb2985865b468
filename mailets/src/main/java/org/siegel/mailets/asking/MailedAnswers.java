package org.siegel.mailets.asking;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.mailets.notice.AnswerWords;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision.By;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers by mail: the token in the address and the sender who was asked, together, decide. */
public final class MailedAnswers {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailedAnswers.class);
    private static final List<String> BULK = List.of("bulk", "list", "junk", "auto_reply");

    private final Answering answering;

    public MailedAnswers(Answering answering) {
        this.answering = answering;
    }

    /** Takes the answer to each question that the mail is addressed to, and tells its sender what became of it. */
    public void apply(Mail mail, QuestionPost post, MailetContext context) throws MessagingException {
        if (isAutomatic(mail)) {
            LOGGER.info(
                    "Mail {} answers a question, but was written by a program: it counts for nothing", mail.getName());
            return;
        }
        for (MailAddress address : mail.getRecipients()) {
            apply(mail, address, post, context);
        }
    }

    private void apply(Mail mail, MailAddress address, QuestionPost post, MailetContext context)
            throws MessagingException {
        Optional<Question> question =
                AnswerWays.token(address).flatMap(answering::find).filter(one -> isAsked(one, mail));
        if (question.isEmpty()) {
            LOGGER.warn(
                    "Mail {} from {} answers no question to that sender: it counts for nothing",
                    mail.getName(),
                    mail.getMaybeSender());
            post.tell(context, mail, Optional.empty(), "unknown");
            return;
        }
        String outcome = answer(mail, question.get());
        post.tell(context, mail, Optional.of(answering.refresh(question.get())), outcome);
    }

    /** What to tell about it. */
    private String answer(Mail mail, Question question) throws MessagingException {
        if (!answering.isOpen(question)) {
            return "late";
        }
        Optional<ReplyText> text = ReplyText.of(mail.getMessage());
        Optional<Choice> choice = text.flatMap(
                reply -> AnswerWords.choice(reply.word(), question.mail().choices()));
        Optional<Answer> answer =
                choice.flatMap(one -> read(one, text.orElseThrow().reason()));
        if (answer.isEmpty()) {
            return "unclear";
        }
        return switch (answering.answer(question, answer.get())) {
            case TAKEN -> "taken";
            case TOO_LATE -> "late";
            case NOT_OFFERED -> "unclear";
            case REASON_MISSING -> "reason";
            // an answer by mail counts for that mail
            case NOT_REMEMBERED -> "unclear";
            case PASSWORD_NOT_OFFERED -> "password";
            case PHONE_MISSING -> "phone";
        };
    }

    /**
     * Words after one that needs no reason may be a sentence that only begins so, such as "Stop, I meant ...". But behind one that
     * sends the mail with a password it may be said how that goes: a word, and behind "SMS" a number.
     */
    private static Optional<Answer> read(Choice choice, String rest) {
        if (choice == Choice.SEND || rest.isEmpty()) {
            return Optional.of(new Answer(choice, rest, By.REPLY));
        }
        if (!choice.wraps()) {
            return Optional.empty();
        }
        String[] words = rest.split("[\\s:,.!]+", 2);
        String behind = words.length > 1 ? words[1] : "";
        return AnswerWords.password(words[0])
                .filter(way -> way == PasswordWay.SMS || behind.isBlank())
                .map(way -> new Answer(choice, "", By.REPLY, PasswordWish.of(way, behind), Scope.ONCE));
    }

    private static boolean isAsked(Question question, Mail mail) {
        return mail.getMaybeSender()
                .asOptional()
                .filter(sender ->
                        sender.asString().equalsIgnoreCase(question.mail().sender()))
                .isPresent();
    }

    /** RFC 3834 §2, and what programs wrote before it. */
    private static boolean isAutomatic(Mail mail) throws MessagingException {
        return mail.getMaybeSender().isNullSender()
                || header(mail, "Auto-Submitted")
                        .filter(value -> !value.equals("no"))
                        .isPresent()
                || header(mail, "Precedence").filter(BULK::contains).isPresent();
    }

    private static Optional<String> header(Mail mail, String name) throws MessagingException {
        return Optional.ofNullable(mail.getMessage().getHeader(name, ";"))
                .map(value -> value.strip().toLowerCase(Locale.ROOT));
    }
}
