package org.siegel.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sender may decide on a mail that waits for a decision, and what becomes of it without one.
 *
 * @param choices     what may be decided at all; one besides {@link Choice#SEND} at least
 * @param sendUpTo    the highest class that {@link Choice#SEND} is offered for; empty if it is offered for none
 * @param sendGrade   what the connection must reach then; weaker than {@link TransportGrade#QUALIFIED}
 * @param validity    how long a mail waits
 * @param reminder    when the sender is reminded, from the question on; empty for never
 * @param whenExpired what is done when the time is over: wrapped, returned, or sent over a connection that reaches
 *                    {@link TransportGrade#MANDATORY}
 * @param remember    which answers count for later mails too; empty if none does
 * @param hours       when the time runs that a mail waits; empty for always
 * @param passwords   what the sender may decide about the password of a wrapped mail; empty if the rules for wrapping alone decide
 */
public record AskRules(
        Set<Choice> choices,
        Optional<RiskClass> sendUpTo,
        TransportGrade sendGrade,
        Duration validity,
        Optional<Duration> reminder,
        Procedure whenExpired,
        Optional<RememberRules> remember,
        Optional<WorkingHours> hours,
        Set<PasswordWay> passwords) {

    private static final Set<Procedure> FINAL =
            EnumSet.of(Procedure.PASSWORD_PDF, Procedure.PASSWORD_ZIP, Procedure.REFUSE, Procedure.MANDATORY_TLS);

    /** Nothing leaves unprotected, and what nobody decides on is returned. */
    public static final AskRules STANDARD = new AskRules(
            EnumSet.of(Choice.PASSWORD_PDF, Choice.WAIT, Choice.WITHDRAW),
            Optional.empty(),
            TransportGrade.MANDATORY,
            Duration.ofDays(3),
            Optional.of(Duration.ofDays(1)),
            Procedure.REFUSE,
            Optional.empty(),
            Optional.empty());

    /** The rules for wrapping alone decide about passwords. */
    public AskRules(
            Set<Choice> choices,
            Optional<RiskClass> sendUpTo,
            TransportGrade sendGrade,
            Duration validity,
            Optional<Duration> reminder,
            Procedure whenExpired,
            Optional<RememberRules> remember,
            Optional<WorkingHours> hours) {
        this(choices, sendUpTo, sendGrade, validity, reminder, whenExpired, remember, hours, Set.of());
    }

    public AskRules {
        choices = Set.copyOf(choices);
        passwords = Set.copyOf(passwords);
        if (choices.stream().allMatch(choice -> choice == Choice.SEND)) {
            throw new IllegalArgumentException(
                    "a sender needs a choice that is offered for every class, such as withdraw");
        }
        if (!FINAL.contains(whenExpired)) {
            throw new IllegalArgumentException("when the time is over, '" + whenExpired.configName()
                    + "' is no end; use password-pdf, password-zip, mandatory-tls or refuse");
        }
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a mail must wait for a minute at least, so that it can be decided on");
        }
        if (reminder.isPresent() && reminder.get().compareTo(validity) >= 0) {
            throw new IllegalArgumentException("the reminder would come after the time is over");
        }
        if (remember.isPresent() && !choices.containsAll(remember.get().choices())) {
            throw new IllegalArgumentException("what is not among the choices cannot be remembered");
        }
        if (passwords.contains(PasswordWay.BY_RULE)) {
            throw new IllegalArgumentException("'by-rule' is what senders always may leave it at; it is not listed");
        }
        if (!passwords.isEmpty() && choices.stream().noneMatch(Choice::wraps)) {
            throw new IllegalArgumentException(
                    "a sender can decide about passwords only where password-pdf or password-zip can be chosen");
        }
        if (choices.contains(Choice.SEND) != sendUpTo.isPresent()) {
            throw new IllegalArgumentException(
                    "the choice 'send' and the highest class that it is offered for belong together");
        }
    }

    /** Until when a mail can be decided on whose sender was asked then. */
    public Instant expiry(Instant asked) {
        return after(asked, validity);
    }

    /** When its sender is reminded; empty for never. */
    public Optional<Instant> reminding(Instant asked) {
        return reminder.map(time -> after(asked, time));
    }

    private Instant after(Instant start, Duration time) {
        return hours.map(working -> working.after(start, time)).orElseGet(() -> start.plus(time));
    }

    /** What the sender of a mail of that class may decide, in the order in which it is offered. */
    public List<Choice> choicesFor(RiskClass riskClass) {
        return choices.stream()
                .sorted()
                .filter(choice -> isAllowed(choice, riskClass))
                .toList();
    }

    /** Whether a sender of a mail of that class may have that choice remembered. */
    public boolean canBeRemembered(Choice choice, RiskClass riskClass) {
        return choicesFor(riskClass).contains(choice)
                && remember.filter(rules -> rules.choices().contains(choice)).isPresent();
    }

    private boolean isAllowed(Choice choice, RiskClass riskClass) {
        return choice != Choice.SEND
                || sendUpTo.filter(top -> riskClass.compareTo(top) <= 0).isPresent();
    }
}
