package org.siegel.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How mails are wrapped, and for whom in another way.
 *
 * @param standard where nothing else is said
 * @param special  for single recipients, domains and classes
 * @param unsealed what goes as it is; at most one for each kind
 */
public record SealingRules(SealingWay standard, List<Special> special, List<UnsealedRule> unsealed) {

    public static final SealingRules STANDARD = new SealingRules(SealingWay.STANDARD, List.of());

    public SealingRules {
        Objects.requireNonNull(standard, "standard");
        special = List.copyOf(special);
        unsealed = List.copyOf(unsealed);
        if (unsealed.stream().map(UnsealedRule::kind).distinct().count() < unsealed.size()) {
            throw new IllegalArgumentException("there are two elements 'unsealed' for the same kind of mail");
        }
    }

    /** All that can be sealed is sealed. */
    public SealingRules(SealingWay standard, List<Special> special) {
        this(standard, special, List.of());
    }

    /** Whom something special is for. */
    public sealed interface Scope {

        /** One mailbox; case does not count. */
        record Address(String address) implements Scope {
            public Address {
                address = address.strip().toLowerCase(Locale.ROOT);
                if (!address.matches("[^@\\s]+@[^@\\s]+")) {
                    throw new IllegalArgumentException("'" + address + "' is no e-mail address");
                }
            }
        }

        /** All mailboxes of a domain, not of its subdomains. */
        record Domain(DomainName domain) implements Scope {}

        /** All mails of a class. */
        record InClass(RiskClass riskClass) implements Scope {}
    }

    /**
     * What is different for some; what is empty is as for the others.
     *
     * @param scope whom it is for
     */
    public record Special(
            Scope scope,
            Optional<AttachmentLayout> attachments,
            Optional<Boolean> allowsZip,
            Optional<PasswordMode> password,
            Optional<WhenRefused> whenRefused,
            Optional<MailLanguage> language,
            Optional<PhoneNumber> phone) {
        public Special {
            Objects.requireNonNull(scope, "scope");
            boolean isEmpty = Stream.of(attachments, allowsZip, password, whenRefused, language, phone)
                    .allMatch(Optional::isEmpty);
            if (isEmpty) {
                throw new IllegalArgumentException("it says for whom, but not what is different for them");
            }
            if (phone.isPresent() && !(scope instanceof Scope.Address)) {
                throw new IllegalArgumentException("a telephone number belongs to an address");
            }
            boolean isZip = attachments.filter(AttachmentLayout.ZIP::equals).isPresent();
            if (isZip && allowsZip.filter(allowed -> !allowed).isPresent()) {
                throw new IllegalArgumentException("attachments cannot be 'zip' where zip is 'no'");
            }
            // whoever asks for ZIP allows it
            allowsZip = isZip ? Optional.of(true) : allowsZip;
        }
    }

    /**
     * What holds for one recipient: what is said of the mailbox before what is said of its domain, that before what is said of
     * the class of the mail.
     *
     * @param domain empty if the address has no domain name
     */
    public SealingWay wayFor(String address, Optional<DomainName> domain, RiskClass riskClass) {
        Optional<Special> byAddress = about(new Scope.Address(address));
        Optional<Special> byDomain = domain.flatMap(name -> about(new Scope.Domain(name)));
        Optional<Special> byClass = about(new Scope.InClass(riskClass));
        List<Special> nearestFirst = Stream.of(byAddress, byDomain, byClass)
                .flatMap(Optional::stream)
                .toList();
        AttachmentLayout layout = first(nearestFirst, Special::attachments).orElse(standard.attachments());
        boolean allowsZip = first(nearestFirst, Special::allowsZip).orElse(standard.allowsZip());
        boolean isRuledOut = layout == AttachmentLayout.ZIP && !allowsZip;
        return new SealingWay(
                isRuledOut ? AttachmentLayout.AUTO : layout,
                allowsZip,
                first(nearestFirst, Special::password).orElse(standard.password()),
                first(nearestFirst, Special::whenRefused).orElse(standard.whenRefused()),
                first(nearestFirst, Special::language).or(standard::language));
    }

    /** The number for text messages that the policy has for a mailbox. */
    public Optional<PhoneNumber> phoneOf(String address) {
        return about(new Scope.Address(address)).flatMap(Special::phone);
    }

    /** What the policy says of a kind of mail of that class; empty if nothing. */
    Optional<UnsealedRule> unsealed(UnsealedKind kind, RiskClass riskClass) {
        return unsealed.stream().filter(rule -> rule.holdsFor(kind, riskClass)).findFirst();
    }

    private Optional<Special> about(Scope scope) {
        return special.stream().filter(one -> one.scope().equals(scope)).findFirst();
    }

    private static <T> Optional<T> first(List<Special> nearestFirst, Function<Special, Optional<T>> of) {
        return nearestFirst.stream().map(of).flatMap(Optional::stream).findFirst();
    }
}
