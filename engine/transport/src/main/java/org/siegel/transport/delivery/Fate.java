package org.siegel.transport.delivery;

import java.util.Optional;
import org.siegel.transport.smtp.EnhancedStatus;
import org.siegel.transport.smtp.SmtpReply;
import org.siegel.transport.smtp.Stage;

/** What one attempt came to for one recipient. */
public sealed interface Fate {

    /** What happened, for people; plain text, one line. */
    String words();

    /** The remote server took responsibility. */
    record Delivered(String words) implements Fate {}

    /**
     * It never will.
     *
     * @param status for the notice to the sender (RFC 3463)
     * @param stage  how far the conversation was
     */
    record Refused(EnhancedStatus status, String words, Stage stage) implements Fate {

        /** What servers without enhanced status codes come to as well. */
        private static final int UNDEFINED = 0;

        /** Content or media: of headers and conversions too (RFC 3463 §3.7). */
        private static final int MEDIA = 6;

        private static final int SECURITY_OR_POLICY = 7;

        /** From there the registered details of 5.7 are about other things: who sends, and how (RFC 7372 §3). */
        private static final int ABOUT_SENDERS = 20;

        /** "Encryption needed" (RFC 8689 §4.3). */
        private static final int ABOUT_TRANSPORT = 10;

        /** Before anything was sent. */
        Refused(EnhancedStatus status, String words) {
            this(status, words, Stage.BEFORE_SENDING);
        }

        /**
         * Whether the server had seen the message and its policy forbids what is in it (RFC 3463 §3.8). Where the status leaves
         * that open, the words must say it.
         *
         * @param reply what the server said, if it said anything
         */
        public boolean isAboutContent(Optional<SmtpReply> reply) {
            boolean hasSeenIt = stage == Stage.CONTENT || stage == Stage.END_OF_DATA;
            return hasSeenIt
                    && switch (status.subject()) {
                        case SECURITY_OR_POLICY ->
                            status.detail() < ABOUT_SENDERS && status.detail() != ABOUT_TRANSPORT;
                        case UNDEFINED, MEDIA ->
                            reply.filter(ContentWords::areIn).isPresent();
                        default -> false;
                    };
        }
    }

    /** Not now; trying again may help. */
    record Postponed(EnhancedStatus status, String words) implements Fate {}

    /** No mail server of the domain could be reached over a connection of the grade that the mail demands. */
    record GradeMissed(String words) implements Fate {}
}
