package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.mailets.notice.SubjectBeforeSealing;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;
import org.siegel.sealing.Unsealing;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;
import org.siegel.store.Container;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the original message out of a mail that we sealed, as long as its password is kept. */
public final class SealedOriginal implements SubjectBeforeSealing {

    private static final Logger LOGGER = LoggerFactory.getLogger(SealedOriginal.class);

    private final PasswordChoice choice;
    private final WorkFolder folder;

    public SealedOriginal(PasswordChoice choice, WorkFolder folder) {
        this.choice = choice;
        this.folder = folder;
    }

    /**
     * Opens it; the caller closes it.
     *
     * @throws SealingException   if the password is no longer kept, or the containers are not those that were made
     * @throws IOException        if the work folder cannot be used
     * @throws MessagingException if James cannot read the message
     */
    SourceMessage open(Mail mail, SealedMark mark) throws SealingException, IOException, MessagingException {
        List<String> hashes = Stream.concat(
                        Stream.of(mark.container().sha256()),
                        mark.container().beside().stream().map(Container.Beside::sha256))
                .toList();
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder);
                SourceMessage cover = SourceMessage.read(copy.open(), folder.path());
                Passphrase passphrase = choice.again(mark, mail)) {
            return Unsealing.original(cover, hashes, passphrase, folder.path());
        }
    }

    /** Whatever is in the way of it, the sender must be told of the mail. */
    @Override
    public Optional<String> of(Mail mail) {
        Optional<SealedMark> mark = SealedMark.of(mail);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        try (SourceMessage original = open(mail, mark.get())) {
            return Optional.of(original.headers().subject()).filter(subject -> !subject.isBlank());
        } catch (SealingException | IOException | MessagingException | StoreException e) {
            LOGGER.warn("The notice about mail {} names it by its cover's subject: {}", mail.getName(), e.getMessage());
            return Optional.empty();
        }
    }
}
