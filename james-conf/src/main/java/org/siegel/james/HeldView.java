package org.siegel.james;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;

/** Held mails as WebAdmin tells of them. The names are those of the JSON. */
final class HeldView {

    private HeldView() {}

    /**
     * Some of those that wait.
     *
     * @param total how many wait in all
     * @param after what to ask for the next ones with; empty if there are none
     */
    record Page(long total, List<Line> held, Optional<String> after) {}

    /** One in a list. */
    record Line(
            String id,
            String state,
            String node,
            String sender,
            List<String> recipients,
            Optional<String> subject,
            String riskClass,
            List<String> choices,
            boolean waitsForServer,
            String asked,
            String expires) {}

    /** One with all that is known of it. */
    record Whole(
            Line held,
            String mailName,
            String repository,
            Map<String, List<HeldMail.Fact>> why,
            Optional<Decided> decision,
            Optional<String> carriedOut,
            boolean gone) {}

    /** What was decided. */
    record Decided(String choice, Optional<String> password, String by, String at, String reason) {}

    static Page page(long total, List<Question> questions, boolean hasMore) {
        return new Page(
                total,
                questions.stream().map(HeldView::line).toList(),
                hasMore ? Optional.of(questions.getLast().id()) : Optional.empty());
    }

    static Whole whole(Question question) {
        HeldMail mail = question.mail();
        return new Whole(
                line(question),
                mail.mailName(),
                mail.repository(),
                mail.why(),
                question.decision().map(HeldView::decided),
                question.carriedOut().map(Object::toString),
                question.isGone());
    }

    private static Line line(Question question) {
        HeldMail mail = question.mail();
        return new Line(
                question.id(),
                question.state().name().toLowerCase(Locale.ROOT),
                question.node(),
                mail.sender(),
                mail.recipients(),
                mail.subject(),
                mail.riskClass(),
                mail.choices().stream().map(Choice::configName).toList(),
                question.decision().filter(one -> one.choice() == Choice.WAIT).isPresent(),
                question.asked().toString(),
                question.expires().toString());
    }

    private static Decided decided(QuestionDecision decision) {
        return new Decided(
                decision.choice().configName(),
                decision.password().map(PasswordMode::configName),
                decision.by().label(),
                decision.at().toString(),
                decision.words());
    }
}
