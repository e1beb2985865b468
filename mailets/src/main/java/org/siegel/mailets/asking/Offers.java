package org.siegel.mailets.asking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.EntropyFloors;
import org.siegel.store.Question;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;

/** What senders can decide: what the officer offers, so far as it can be done for the recipients. */
public final class Offers {

    private static final Set<PasswordMode> TOLD_TO_SENDERS = Set.of(PasswordMode.PER_MAIL, PasswordMode.DERIVED);
    private static final Set<PasswordMode> KNOWN = Set.of(PasswordMode.PER_RECIPIENT, PasswordMode.PRE_SHARED);

    private final Policy policy;
    private final RecipientSecretStore secrets;
    private final TextMessages texts;

    public Offers(Policy policy, RecipientSecretStore secrets, TextMessages texts) {
        this.policy = policy;
        this.secrets = secrets;
        this.texts = texts;
    }

    AskRules rules() {
        return policy.asking();
    }

    List<Choice> choices(RiskClass riskClass) {
        return rules().choicesFor(riskClass);
    }

    /**
     * What can be decided about the password of a mail to them, what is done without a decision first; empty if there is nothing to
     * decide. Where the database is to hold no password of a mail, its sender cannot have it hold one.
     */
    List<PasswordWay> passwords(List<MailAddress> recipients, RiskClass riskClass) {
        Set<PasswordWay> offered = rules().passwords();
        List<ContainerKind> kinds = choices(riskClass).stream()
                .filter(Choice::wraps)
                .map(Offers::kind)
                .toList();
        if (offered.isEmpty() || kinds.isEmpty()) {
            return List.of();
        }
        Set<PasswordMode> byRule = recipients.stream()
                .map(recipient -> policy.sealing()
                        .wayFor(recipient.asString(), RecipientDomain.of(recipient), riskClass)
                        .password())
                .collect(Collectors.toSet());
        boolean isToldAnyway = TOLD_TO_SENDERS.containsAll(byRule);
        boolean mayBeKept = !byRule.contains(PasswordMode.DERIVED);
        List<String> addresses = recipients.stream().map(MailAddress::asString).toList();
        List<PasswordWay> ways = new ArrayList<>();
        ways.add(isToldAnyway ? PasswordWay.TO_SENDER : PasswordWay.BY_RULE);
        if (offered.contains(PasswordWay.TO_SENDER) && !isToldAnyway) {
            ways.add(PasswordWay.TO_SENDER);
        }
        if (offered.contains(PasswordWay.SMS) && mayBeKept && canBeTexted(addresses)) {
            ways.add(PasswordWay.SMS);
        }
        if (offered.contains(PasswordWay.KNOWN)
                && mayBeKept
                && !KNOWN.containsAll(byRule)
                && kinds.stream().anyMatch(kind -> known(addresses, kind).isPresent())) {
            ways.add(PasswordWay.KNOWN);
        }
        return ways.size() == 1 ? List.of() : ways;
    }

    /**
     * Where the password comes from.
     *
     * @param way one that was offered
     * @return empty if that cannot be done, or no longer
     */
    Optional<PasswordMode> mode(Question question, Choice choice, PasswordWay way) {
        List<String> recipients = question.mail().recipients();
        return switch (way) {
            case BY_RULE -> Optional.empty();
            case TO_SENDER -> Optional.of(PasswordMode.PER_MAIL);
            case SMS -> canBeTexted(recipients) ? Optional.of(PasswordMode.SMS) : Optional.empty();
            case KNOWN -> known(recipients, kind(choice));
        };
    }

    /** A number belongs to one. */
    private boolean canBeTexted(List<String> recipients) {
        return texts.canBeSent() && recipients.size() == 1;
    }

    /** All of them have one that an administrator set, or all one that a sender passed on. */
    private Optional<PasswordMode> known(List<String> recipients, ContainerKind kind) {
        Entropy floor = kind.floor(EntropyFloors.DEFAULT);
        Predicate<String> isPreset = recipient -> secrets.current(recipient, Kind.PRE_SHARED)
                .filter(secret -> new Entropy(secret.entropy()).isAtLeast(floor))
                .isPresent();
        Predicate<String> isAgreed = recipient -> secrets.current(recipient, Kind.AGREED)
                .filter(secret -> secret.told().isPresent())
                .isPresent();
        if (recipients.stream().allMatch(isPreset)) {
            return Optional.of(PasswordMode.PRE_SHARED);
        }
        return recipients.stream().allMatch(isAgreed) ? Optional.of(PasswordMode.PER_RECIPIENT) : Optional.empty();
    }

    private static ContainerKind kind(Choice choice) {
        return choice == Choice.PASSWORD_ZIP ? ContainerKind.ZIP : ContainerKind.PDF;
    }
}
