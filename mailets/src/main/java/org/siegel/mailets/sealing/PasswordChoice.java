package org.siegel.mailets.sealing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.policy.SealingWay;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.password.Derivation;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.EntropyFloors;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import org.siegel.store.Container;
import org.siegel.store.NewPassword;
import org.siegel.store.PasswordStore;
import org.siegel.store.RecipientSecret;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SealedPassword;

/** Which password a mail is wrapped with. It is safe in the store before anything is wrapped with it. */
public final class PasswordChoice {

    private final PasswordStore passwords;
    private final RecipientSecretStore secrets;
    private final PassphraseGenerator generator;
    private final Duration validity;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Sets up.
     *
     * @param validity how long the password of a single mail is kept
     */
    public PasswordChoice(
            PasswordStore passwords,
            RecipientSecretStore secrets,
            PassphraseGenerator generator,
            Duration validity,
            SecureRandom random,
            Clock clock) {
        this.passwords = passwords;
        this.secrets = secrets;
        this.generator = generator;
        this.validity = validity;
        this.random = random;
        this.clock = clock;
    }

    /** A password with its name; closing overwrites it. */
    record Chosen(PasswordId id, Passphrase passphrase) implements AutoCloseable {
        @Override
        public void close() {
            passphrase.close();
        }
    }

    /**
     * Finds or makes it.
     *
     * @param recipients of this container; one alone where each has a password of his own
     * @throws SealingException if there must be one already and there is none, or it is too weak; says so to the sender
     */
    Chosen choose(Mail mail, Collection<MailAddress> recipients, ContainerKind kind, SealingWay way)
            throws SealingException {
        return switch (way.password()) {
            case PER_MAIL, SMS -> forThisMail(mail, recipients, kind, way);
            case PER_RECIPIENT -> agreed(only(recipients));
            case PRE_SHARED -> preShared(only(recipients), kind);
            case DERIVED -> derived(only(recipients));
        };
    }

    private Chosen forThisMail(Mail mail, Collection<MailAddress> recipients, ContainerKind kind, SealingWay way) {
        boolean zip = kind == ContainerKind.ZIP || way.allowsZip();
        Passphrase passphrase = generator.generateFor(zip ? EntropyFloors.DEFAULT.zip() : EntropyFloors.DEFAULT.pdf());
        char[] secret = passphrase.copy();
        try {
            NewPassword purpose = new NewPassword(
                    mail.getName(),
                    mail.getMaybeSender().asOptional().map(MailAddress::asString),
                    recipients.stream().map(MailAddress::asString).toList(),
                    format(kind),
                    clock.instant().plus(validity));
            SealedPassword kept = passwords.create(purpose, this::newId, secret);
            return new Chosen(new PasswordId(kept.id()), passphrase);
        } catch (RuntimeException notKept) {
            passphrase.close();
            throw notKept;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private Chosen agreed(String recipient) throws SealingException {
        RecipientSecret secret = secrets.currentOrNew(recipient, Kind.AGREED, () -> {
            try (Passphrase fresh = generator.generateFor(EntropyFloors.DEFAULT.zip())) {
                return new RecipientSecretStore.Made(newId(), fresh.entropy().bits(), fresh.copy());
            }
        });
        return known(secret);
    }

    private Chosen preShared(String recipient, ContainerKind kind) throws SealingException {
        Optional<RecipientSecret> secret = secrets.current(recipient, Kind.PRE_SHARED);
        if (secret.isEmpty()) {
            throw new SealingException("no password has been set for " + recipient
                    + ". Ask your administrator to set the one that was agreed with this recipient");
        }
        Entropy entropy = new Entropy(secret.get().entropy());
        Entropy floor = kind.floor(EntropyFloors.DEFAULT);
        if (!entropy.isAtLeast(floor)) {
            throw new SealingException("the password that was set for " + recipient + " is too easy to guess for a "
                    + kind + ". Ask your administrator to set a longer one");
        }
        return known(secret.get());
    }

    private Chosen known(RecipientSecret secret) throws SealingException {
        char[] text = secrets.reveal(secret.recipient(), secret.kind(), secret.id())
                .orElseThrow(() -> new SealingException("the password " + secret.id() + " is no longer kept"));
        try {
            return new Chosen(new PasswordId(secret.id()), Passphrase.of(text, new Entropy(secret.entropy())));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private Chosen derived(String recipient) throws SealingException {
        RecipientSecret secret = secrets.currentOrNew(
                recipient,
                Kind.DERIVATION,
                () -> new RecipientSecretStore.Made(newId(), 256, Derivation.secret(random)));
        PasswordId id = PasswordId.random(random);
        return new Chosen(id, derived(secret, id));
    }

    /**
     * The password of a mail that is sealed, to open it.
     *
     * @throws SealingException if it is no longer kept
     */
    Passphrase again(SealedMark mark, Mail mail) throws SealingException {
        PasswordId id = new PasswordId(mark.container().passwordId());
        return switch (mark.password()) {
            case PER_MAIL, SMS -> again(id, passwords.reveal(id.value(), mark.mailName()));
            case PER_RECIPIENT -> again(id, secrets.reveal(only(mail.getRecipients()), Kind.AGREED, id.value()));
            case PRE_SHARED -> again(id, secrets.reveal(only(mail.getRecipients()), Kind.PRE_SHARED, id.value()));
            case DERIVED -> derivedAgain(only(mail.getRecipients()), id).orElseThrow(() -> noLongerKept(id));
        };
    }

    private static Passphrase again(PasswordId id, Optional<char[]> kept) throws SealingException {
        char[] text = kept.orElseThrow(() -> noLongerKept(id));
        try {
            return Passphrase.of(text, new Entropy(0));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static SealingException noLongerKept(PasswordId id) {
        return new SealingException("the password " + id + " is no longer kept");
    }

    /** The password of a mail again, for the notice to its sender. */
    Optional<Passphrase> derivedAgain(String recipient, PasswordId id) throws SealingException {
        Optional<RecipientSecret> secret = secrets.current(recipient, Kind.DERIVATION);
        return secret.isPresent() ? Optional.of(derived(secret.get(), id)) : Optional.empty();
    }

    private Passphrase derived(RecipientSecret secret, PasswordId id) throws SealingException {
        char[] text = secrets.reveal(secret.recipient(), secret.kind(), secret.id())
                .orElseThrow(
                        () -> new SealingException("what the password " + id + " was derived from is no longer kept"));
        try {
            return Derivation.of(text, id);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private String newId() {
        return PasswordId.random(random).value();
    }

    private static String only(Collection<MailAddress> recipients) {
        if (recipients.size() != 1) {
            throw new IllegalStateException("A password of its own is for one recipient, not " + recipients.size());
        }
        return recipients.iterator().next().asString();
    }

    static Container.Format format(ContainerKind kind) {
        return switch (kind) {
            case PDF -> Container.Format.PDF;
            case ZIP -> Container.Format.ZIP;
        };
    }
}
