package org.siegel.mailets.sealing;

import java.io.IOException;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.siegel.policy.PhoneNumber;
import org.siegel.policy.SealingRules;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

/** Passwords by text message, to those whose number is known. */
public final class TextMessages {

    private final Optional<TextGateway> gateway;
    private final PhoneBook book;
    private final SealingRules rules;

    /**
     * Sets up.
     *
     * @param gateway empty if there is no provider
     */
    public TextMessages(Optional<TextGateway> gateway, PhoneBook book, SealingRules rules) {
        this.gateway = gateway;
        this.book = book;
        this.rules = rules;
    }

    /** Whether there is a provider. */
    public boolean canBeSent() {
        return gateway.isPresent();
    }

    /** The number that the sender gave with this mail, else the policy's, else the phone book's; empty if nothing can be sent. */
    Optional<PhoneNumber> numberFor(Mail mail, String recipient) {
        return gateway.isEmpty()
                ? Optional.empty()
                : PhoneTrigger.of(mail).or(() -> rules.phoneOf(recipient)).or(() -> book.numberOf(recipient));
    }

    /**
     * Sends. The text has characters only that every telephone shows (GSM 03.38).
     *
     * @throws IOException if the provider did not take it; tells neither number nor password
     */
    void send(PhoneNumber number, PasswordId id, Passphrase passphrase) throws IOException {
        TextGateway provider = gateway.orElseThrow(() -> new IOException("There is no provider of text messages"));
        provider.send(number, "Passwort / Password " + id + ": " + new String(passphrase.copy()));
    }
}
