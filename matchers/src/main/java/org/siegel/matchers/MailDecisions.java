package org.siegel.matchers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;

/**
 * What was decided for each recipient, as an attribute of the mail, so that it is decided once. Noted for all recipients
 * before James splits the mail, so every part carries it.
 */
public final class MailDecisions {

    private static final RecipientNotes NOTES = new RecipientNotes("siegel.decisions");
    // ASCII's own separators, which no text in a note has
    private static final String GROUP = "\u001d";
    private static final String RECORD = "\u001e";
    private static final String UNIT = "\u001f";

    private static final AttributeName EXHAUSTED = AttributeName.of("siegel.transport-exhausted");
    private static final AttributeName CHOSEN = AttributeName.of("siegel.container-chosen");
    private static final AttributeName SEALED = AttributeName.of("siegel.sealed");

    /**
     * A decision with what it rests on, for evidence and notices.
     *
     * @param decision  what is done, over what kind of connection
     * @param predicted the grade that was predicted; empty if none could be told
     * @param why       what kept the transfer from a better grade, or why nothing could be told; may be empty
     * @param findings  what the prediction was told from, so far as it was not as it should be
     */
    public record Noted(Decision decision, Optional<TransportGrade> predicted, String why, List<Finding> findings) {

        public Noted {
            findings = List.copyOf(findings);
        }

        /** Without findings. */
        public Noted(Decision decision, Optional<TransportGrade> predicted, String why) {
            this(decision, predicted, why, List.of());
        }
    }

    private MailDecisions() {}

    /** Notes, in the place of anything noted before. */
    public static void note(Mail mail, Map<MailAddress, Noted> decisions) {
        Map<MailAddress, String> lines = new LinkedHashMap<>();
        decisions.forEach((recipient, one) -> lines.put(recipient, write(one)));
        NOTES.write(mail, lines);
    }

    /** What was noted for the recipient. */
    public static Optional<Noted> of(Mail mail, MailAddress recipient) {
        return NOTES.read(mail, recipient).flatMap(MailDecisions::read);
    }

    /** Everything is decided anew, as for a new mail. */
    public static void forget(Mail mail) {
        NOTES.remove(mail);
        mail.removeAttribute(EXHAUSTED);
    }

    /** Delivery tried as long as the policy allows and never got the grade: decide anew, once. */
    public static void exhaust(Mail mail) {
        NOTES.remove(mail);
        mail.setAttribute(new Attribute(EXHAUSTED, AttributeValue.of(true)));
    }

    /** Whether {@link #exhaust} was called, on this mail or what it was made of. */
    public static boolean isExhausted(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, EXHAUSTED, Boolean.class)
                .orElse(false);
    }

    /** Somebody, not the policy, decided that the mail is sealed. */
    public static void chooseContainer(Mail mail) {
        mail.setAttribute(new Attribute(CHOSEN, AttributeValue.of(true)));
    }

    /** Whether {@link #chooseContainer} was called, on this mail or what it was made of. */
    public static boolean isContainerChosen(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, CHOSEN, Boolean.class)
                .orElse(false);
    }

    /**
     * The content is protected from now on, so the mail is a cover mail.
     *
     * @param container what it was sealed into, such as {@code pdf K7Q2}; no secret
     */
    public static void seal(Mail mail, String container) {
        mail.setAttribute(new Attribute(SEALED, AttributeValue.of(container)));
    }

    /** What {@link #seal} noted. */
    public static Optional<String> sealed(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, SEALED, String.class);
    }

    private static String write(Noted noted) {
        String findings = noted.findings().stream()
                .map(finding -> String.join(
                        UNIT, finding.criterion().name(), finding.status().name(), finding.detail()))
                .collect(Collectors.joining(GROUP));
        return String.join(
                RECORD,
                noted.decision().procedure().configName(),
                noted.decision().demand().configName(),
                noted.predicted().map(TransportGrade::configName).orElse(""),
                noted.why(),
                findings);
    }

    private static Optional<Noted> read(String line) {
        String[] parts = line.split(RECORD, -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        return Optional.of(new Noted(
                new Decision(Procedure.fromConfigName(parts[0]), TransportGrade.fromConfigName(parts[1])),
                parts[2].isEmpty() ? Optional.empty() : Optional.of(TransportGrade.fromConfigName(parts[2])),
                parts[3],
                findings(parts[4])));
    }

    private static List<Finding> findings(String text) {
        return Arrays.stream(text.split(GROUP, -1))
                .map(finding -> finding.split(UNIT, 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Finding(Criterion.valueOf(parts[0]), Finding.Status.valueOf(parts[1]), parts[2]))
                .toList();
    }
}
