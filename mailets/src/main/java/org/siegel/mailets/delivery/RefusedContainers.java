package org.siegel.mailets.delivery;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.SealingWay;
import org.siegel.policy.WhenRefused;
import org.siegel.store.Container;
import org.siegel.store.ContainerForm;
import org.siegel.store.ContainerRefusalStore;
import org.siegel.transport.delivery.Fate;
import org.siegel.transport.smtp.SmtpReply;

/**
 * Which containers the recipients' servers refuse, and which one is taken instead. A mail gets into each container once at most;
 * what other mails met is a reason to begin with another one, never a reason not to send.
 */
public final class RefusedContainers {

    private static final AttributeName REFUSED = AttributeName.of("siegel.refused-containers");

    private final Policy policy;
    private final MailRisk risks;
    private final ContainerRefusalStore memory;

    public RefusedContainers(Policy policy, ContainerRefusalStore memory) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.memory = memory;
    }

    /** How the policy has mails of this class wrapped for the recipient, with the password that the sender chose. */
    public SealingWay way(Mail mail, MailAddress recipient) {
        SealingWay way = policy.sealing()
                .wayFor(
                        recipient.asString(),
                        RecipientDomain.of(recipient),
                        risks.orHighest(mail).riskClass());
        return ChosenPassword.of(mail).map(way::chosen).orElse(way);
    }

    /**
     * What the mail is to be sealed into for one of its recipients.
     *
     * @param wanted what the procedure asks for
     * @return empty if the recipient's server refused all that may be tried, with this very mail
     */
    public Optional<ContainerForm> formFor(Mail mail, MailAddress recipient, Container.Format wanted) {
        SealingWay way = way(mail, recipient);
        List<ContainerForm> untried = inOrder(way, wanted).stream()
                .filter(form -> isNew(form, refused(mail)))
                .toList();
        Set<ContainerForm> known = way.whenRefused() == WhenRefused.RETURN ? Set.of() : remembered(recipient);
        return untried.stream()
                .filter(form -> isNew(form, known))
                .findFirst()
                .or(() -> untried.stream().findFirst());
    }

    /** Whether the mail, sealed and refused, is to be sealed into something else for the recipient. */
    boolean isAnotherTried(Mail mail, MailAddress recipient, SealedMark mark) {
        Set<ContainerForm> refused = refused(mail);
        refused.add(ContainerForm.of(mark.container()));
        return inOrder(way(mail, recipient), mark.container().format()).stream().anyMatch(form -> isNew(form, refused));
    }

    /** Whether the server refused the mail for the container on it. */
    static boolean isMeant(Fate.Refused refusal, Optional<SmtpReply> reply, Optional<SealedMark> mark) {
        return mark.isPresent() && refusal.isAboutContent(reply);
    }

    /** Remembers it for later mails to the domain. */
    void remember(DomainName domain, SealedMark mark, String words) {
        memory.remember(domain.ascii(), ContainerForm.of(mark.container()), words);
    }

    /** The domain's server took it. */
    void forget(DomainName domain, SealedMark mark) {
        ContainerForm taken = ContainerForm.of(mark.container());
        if (memory.of(domain.ascii()).stream().anyMatch(refusal -> refusal.form() == taken)) {
            memory.forget(domain.ascii(), taken);
        }
    }

    /** Notes on the mail that what it is sealed into was refused. */
    static void note(Mail mail, SealedMark mark) {
        Set<ContainerForm> refused = refused(mail);
        refused.add(ContainerForm.of(mark.container()));
        String names = refused.stream()
                .map(form -> form.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        mail.setAttribute(new Attribute(REFUSED, AttributeValue.of(names)));
    }

    /** Whether {@link #note} was called, on this mail or what it was made of. */
    public static boolean isNoted(Mail mail) {
        return !refused(mail).isEmpty();
    }

    private static Set<ContainerForm> refused(Mail mail) {
        Set<ContainerForm> forms = EnumSet.noneOf(ContainerForm.class);
        AttributeUtils.getValueAndCastFromMail(mail, REFUSED, String.class).stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(name -> ContainerForm.valueOf(name.toUpperCase(Locale.ROOT)))
                .forEach(forms::add);
        return forms;
    }

    private Set<ContainerForm> remembered(MailAddress recipient) {
        return RecipientDomain.of(recipient).stream()
                .flatMap(domain -> memory.of(domain.ascii()).stream())
                .map(ContainerRefusalStore.Refusal::form)
                .collect(Collectors.toSet());
    }

    private static boolean isNew(ContainerForm form, Set<ContainerForm> refused) {
        return refused.stream().noneMatch(form::contains);
    }

    private static List<ContainerForm> inOrder(SealingWay way, Container.Format wanted) {
        ContainerForm first = switch (wanted) {
            case PDF -> way.allowsZip() ? ContainerForm.PDF_AND_ZIP : ContainerForm.PDF;
            case ZIP -> ContainerForm.ZIP;
        };
        return switch (way.whenRefused()) {
            case RETURN -> List.of(first);
            case OTHER_CONTAINER ->
                switch (first) {
                    case PDF_AND_ZIP -> List.of(first, ContainerForm.PDF, ContainerForm.ZIP);
                    case PDF -> List.of(first, ContainerForm.ZIP);
                    case ZIP -> List.of(first, ContainerForm.PDF);
                };
        };
    }
}
