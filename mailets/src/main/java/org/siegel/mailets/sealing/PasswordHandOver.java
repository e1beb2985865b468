package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.WorkFolder;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.cover.PasswordNotice;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import org.siegel.store.PasswordStore;
import org.siegel.store.SealedPassword;

/** Tells the sender the password of what was sealed, once, by an internal mail. */
public final class PasswordHandOver {

    private final PasswordStore passwords;
    private final WorkFolder folder;
    private final SecureRandom random;
    private final Clock clock;
    private final ConcurrentHashMap<String, Object> underWay = new ConcurrentHashMap<>();

    public PasswordHandOver(PasswordStore passwords, WorkFolder folder, SecureRandom random, Clock clock) {
        this.passwords = passwords;
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Tells, unless the sender was told already. A crash in between may tell twice, never not at all.
     *
     * @throws MessagingException if it cannot be told: the mail that asked for it must not be forgotten
     */
    public void tell(SealedMark mark, MailetContext context) throws MessagingException {
        String key = mark.container().passwordId() + " " + mark.mailName();
        synchronized (underWay.computeIfAbsent(key, _key -> new Object())) {
            try {
                Optional<SealedPassword> password =
                        passwords.find(mark.container().passwordId(), mark.mailName());
                if (password.isPresent() && password.get().notified().isEmpty()) {
                    tell(password.get(), mark, context);
                }
            } finally {
                underWay.remove(key);
            }
        }
    }

    private void tell(SealedPassword password, SealedMark mark, MailetContext context) throws MessagingException {
        MailAddress sender = new MailAddress(password.purpose()
                .sender()
                .orElseThrow(() -> new MessagingException("Nobody can be told the password " + password.id()
                        + ": the mail has no sender. An administrator must hand it over")));
        if (!context.isLocalServer(sender.getDomain())) {
            throw new MessagingException("The password " + password.id() + " is not sent to " + sender
                    + ": that is not an address of this organisation. Add its domain to domainlist.xml if it is one");
        }
        try {
            send(password, mark, sender, context);
            passwords.markNotified(password.id(), mark.mailName());
        } catch (IOException | SealingException e) {
            throw new MessagingException("The sender could not be told the password " + password.id(), e);
        }
    }

    private void send(SealedPassword password, SealedMark mark, MailAddress sender, MailetContext context)
            throws IOException, SealingException, MessagingException {
        char[] secret = passwords
                .reveal(password.id(), mark.mailName())
                .orElseThrow(() -> new MessagingException("The password " + password.id() + " is no longer kept"));
        try (Passphrase passphrase = Passphrase.of(secret, PassphraseGenerator.DEFAULT_ENTROPY)) {
            MailAddress postmaster = context.getPostmaster();
            PasswordNotice.Subject subject = new PasswordNotice.Subject(
                    postmaster.asString(),
                    sender.asString(),
                    password.purpose().recipients(),
                    Optional.empty(),
                    new PasswordId(password.id()),
                    postmaster.getDomain().asString());
            Path notice = new PasswordNotice(random, clock).write(subject, passphrase, folder.path());
            try {
                MimeMessage message = Messages.read(notice);
                context.sendMail(MailAddress.nullSender(), List.of(sender), message);
            } finally {
                Files.deleteIfExists(notice);
            }
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
