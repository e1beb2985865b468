package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.notice.SummaryPost;
import org.siegel.mailets.summary.Summaries;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Policy;

/**
 * Sees to it that the sender is told once how each recipient got the mail: readable at once, sealed, refused, waiting, returned. It stands
 * before anything splits the mail by recipients, and lets it go on as it is. Does nothing unless {@code summary.send} in {@code
 * siegel.properties} says so.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.NotifySender">
 *   <language>both</language>              <!-- or de, en -->
 *   <sender>postmaster@example.org</sender><!-- default: James's postmaster -->
 *   <contact>the IT help desk, telephone 1234</contact><!-- default: the sender's address -->
 *   <processor>transport</processor>       <!-- gets the summary; default: root -->
 * </mailet>
 * }</pre>
 *
 * <p>Senders outside this organisation are not told, nor is anybody of what a program wrote or of notifications. A crash between sending
 * a summary and noting that sends it once more.
 */
public final class NotifySender extends GenericMailet {

    private final Summaries summaries;
    private final Policy policy;
    private final Ambience ambience;

    @Inject
    public NotifySender(Summaries summaries, Policy policy, Ambience ambience) {
        this.summaries = summaries;
        this.policy = policy;
        this.ambience = ambience;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(SummaryPost.PARAMETERS);
        SummaryPost.check(this);
        summaries.open(() -> SummaryPost.of(this, policy, ambience), getMailetContext());
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        summaries.note(mail, getMailetContext());
    }

    @Override
    public String getMailetInfo() {
        return "Tells the sender how each recipient got the mail";
    }
}
