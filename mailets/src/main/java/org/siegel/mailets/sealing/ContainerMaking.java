package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.SealingWay;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.cover.CoverMail;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.store.Container;

/**
 * Makes the containers of a mail and the cover mails that carry them. Where each recipient has a password of his own, each gets a
 * mail of his own, and the message is encrypted once for many of them.
 */
final class ContainerMaking {

    /** Their PDF is one file with a few differing bytes; a ZIP beside it is a whole file for each. */
    private static final int PDF_AT_ONCE = 25;

    private final String organisation;
    private final Sealing sealing;
    private final PasswordChoice choice;
    private final WorkFolder folder;
    private final CoverMail covers;

    ContainerMaking(String organisation, Sealing sealing, PasswordChoice choice, WorkFolder folder, CoverMail covers) {
        this.organisation = organisation;
        this.sealing = sealing;
        this.choice = choice;
        this.folder = folder;
        this.covers = covers;
    }

    /**
     * What is to be made.
     *
     * @param mail   ends as the cover mail of the recipients who stay on it
     * @param way    how, for all recipients alike
     * @param domain for the cover mails' Message-ID
     * @param others takes the mails of those who do not stay
     */
    record Job(
            Mail mail,
            SourceMessage message,
            ContainerKind kind,
            SealingWay way,
            Language language,
            String domain,
            Sealer.Others others) {}

    /** Recipients of one container, with the password that opens it. */
    private record Share(List<MailAddress> recipients, PasswordChoice.Chosen password) {}

    /**
     * Makes them. A recipient who was given away is no longer on the mail, whatever fails after that.
     *
     * @throws SealingException if there is no container for those who are still on the mail
     */
    void make(Job job) throws SealingException, IOException, MessagingException {
        List<MailAddress> all = List.copyOf(job.mail().getRecipients());
        if (!job.way().password().isOwn()) {
            make(job, List.of(all));
            return;
        }
        List<List<MailAddress>> each = all.stream().map(List::of).toList();
        int atOnce = job.kind() == ContainerKind.PDF ? PDF_AT_ONCE : 1;
        for (int i = 0; i < each.size(); i += atOnce) {
            make(job, each.subList(i, Math.min(i + atOnce, each.size())));
        }
    }

    private void make(Job job, List<List<MailAddress>> each) throws SealingException, IOException, MessagingException {
        List<Share> shares = new ArrayList<>();
        try {
            for (List<MailAddress> recipients : each) {
                try {
                    shares.add(new Share(recipients, choice.choose(job.mail(), recipients, job.kind(), job.way())));
                } catch (SealingException e) {
                    setAside(job, recipients, e);
                }
            }
            // nobody gets less than he could because of somebody else's password
            for (List<Share> alike : shares.stream()
                    .collect(Collectors.partitioningBy(
                            share -> request(job, share).sufficesForZip()))
                    .values()) {
                encrypt(job, alike);
            }
        } finally {
            shares.forEach(share -> share.password().close());
        }
    }

    /** Comes back with this recipient alone; then the reason is told. */
    private static void setAside(Job job, List<MailAddress> recipients, SealingException why)
            throws SealingException, MessagingException {
        List<MailAddress> rest = without(job.mail(), recipients);
        if (rest.isEmpty()) {
            throw why;
        }
        Mail alone = copy(job.mail(), recipients);
        try {
            job.others().unsealed(alone);
        } finally {
            LifecycleUtil.dispose(alone);
        }
        job.mail().setRecipients(rest);
    }

    private void encrypt(Job job, List<Share> shares) throws SealingException, IOException, MessagingException {
        if (shares.isEmpty()) {
            return;
        }
        List<SealingRequest> requests =
                shares.stream().map(share -> request(job, share)).toList();
        List<SealedContainer> containers =
                sealing.seal(job.message(), requests.getFirst(), requests.subList(1, requests.size()));
        try {
            for (int i = 0; i < containers.size(); i++) {
                hand(job, shares.get(i), containers.get(i));
            }
        } finally {
            for (SealedContainer container : containers) {
                container.delete();
            }
        }
    }

    private void hand(Job job, Share share, SealedContainer container)
            throws SealingException, IOException, MessagingException {
        Path cover = covers.write(job.message(), container, share.password().id(), frame(job), folder.path());
        try {
            List<MailAddress> rest = without(job.mail(), share.recipients());
            if (rest.isEmpty()) {
                job.mail().setMessage(Messages.read(cover));
                mark(job.mail(), job, share, container);
                return;
            }
            Mail own = copy(job.mail(), share.recipients());
            try {
                own.setMessage(Messages.read(cover));
                mark(own, job, share, container);
                job.others().sealed(own);
            } finally {
                LifecycleUtil.dispose(own);
            }
            job.mail().setRecipients(rest);
        } finally {
            Files.deleteIfExists(cover);
        }
    }

    private static List<MailAddress> without(Mail mail, List<MailAddress> recipients) {
        List<MailAddress> rest = new ArrayList<>(mail.getRecipients());
        rest.removeAll(recipients);
        return rest;
    }

    /** Under a name of its own: how many recipients there were left is different for each. */
    private static Mail copy(Mail mail, List<MailAddress> recipients) throws MessagingException {
        Mail copy = mail.duplicate();
        copy.setName(mail.getName() + "-for" + mail.getRecipients().size());
        copy.setRecipients(recipients);
        return copy;
    }

    private SealingRequest request(Job job, Share share) {
        return SealingRequest.of(
                        job.kind(),
                        share.password().passphrase(),
                        share.password().id(),
                        folder.path())
                .in(job.language())
                .by(organisation)
                .laidOut(job.way().attachments(), job.way().allowsZip());
    }

    /** Where the policy does not tell the recipient's language, the cover mail is in both. */
    private CoverMail.Frame frame(Job job) {
        return job.way().language().isPresent()
                ? new CoverMail.Frame(organisation, job.domain(), List.of(job.language()))
                : new CoverMail.Frame(organisation, job.domain());
    }

    /** A password of this mail is kept under the name that the mail has here. */
    private static void mark(Mail mail, Job job, Share share, SealedContainer container) {
        List<Container.Beside> beside = container.companions().stream()
                .map(file -> new Container.Beside(PasswordChoice.format(file.kind()), file.sha256()))
                .toList();
        Container sealed = new Container(
                PasswordChoice.format(job.kind()), share.password().id().value(), container.sha256(), beside);
        MailDecisions.seal(
                mail, new SealedMark(sealed, job.way().password(), job.mail().getName()).write());
    }
}
