package org.siegel.mailets.delivery;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.Notify;
import org.siegel.transport.smtp.OriginalRecipient;
import org.siegel.transport.smtp.Recipient;
import org.siegel.transport.smtp.ReturnContent;

/** What a mail's sender wants to hear about it (RFC 3461 §4), as James keeps it; passed on as it came. */
final class DsnWishes {

    private static final Pattern ESCAPED = Pattern.compile("\\+([0-9A-F]{2})");

    private final Optional<DsnParameters> wishes;

    DsnWishes(Mail mail) {
        this.wishes = mail.dsnParameters();
    }

    Optional<ReturnContent> returnContent() {
        return wishes.flatMap(DsnParameters::getRetParameter).map(ret -> switch (ret) {
            case FULL -> ReturnContent.FULL;
            case HDRS -> ReturnContent.HDRS;
        });
    }

    /** James keeps it as it stood in the command, in xtext. What cannot be passed on is left out, not the mail. */
    Optional<String> envelopeId() {
        return wishes.flatMap(DsnParameters::getEnvIdParameter)
                .map(id -> ESCAPED.matcher(id.asString())
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(Character.toString(HexFormat.fromHexDigits(escape.group(1))))))
                .filter(Envelope::isEnvelopeId);
    }

    Recipient of(MailAddress recipient, Mailbox mailbox) {
        return new Recipient(mailbox, notifyOn(recipient), original(recipient));
    }

    /** Whether the sender wants to hear of the success. */
    boolean wantsSuccess(MailAddress recipient) {
        return notifyOn(recipient).contains(Notify.SUCCESS);
    }

    private Set<Notify> notifyOn(MailAddress recipient) {
        return parameters(recipient)
                .flatMap(DsnParameters.RecipientDsnParameters::getNotifyParameter)
                .map(events -> events.stream()
                        .map(event -> switch (event) {
                            case NEVER -> Notify.NEVER;
                            case SUCCESS -> Notify.SUCCESS;
                            case FAILURE -> Notify.FAILURE;
                            case DELAY -> Notify.DELAY;
                        })
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private Optional<OriginalRecipient> original(MailAddress recipient) {
        return parameters(recipient)
                .flatMap(DsnParameters.RecipientDsnParameters::getOrcptParameter)
                .flatMap(address -> {
                    try {
                        return Optional.of(new OriginalRecipient("rfc822", address.asString()));
                    } catch (IllegalArgumentException _notForSmtp) {
                        return Optional.empty();
                    }
                });
    }

    private Optional<DsnParameters.RecipientDsnParameters> parameters(MailAddress recipient) {
        return wishes.flatMap(all -> Optional.ofNullable(all.getRcptParameters().get(recipient)));
    }
}
