package org.siegel.mailets.asking;

import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.siegel.store.Question;
import org.siegel.store.QuestionToken;
import org.siegel.store.SignInAttempt;
import org.siegel.store.SignInCode;
import org.siegel.store.SignInStore;
import org.siegel.store.SignInStore.NewCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who reads the mailbox of the sender who was asked: a code goes there and comes back by the page. Who has nothing but the
 * link gets nothing. Safe for use by many threads.
 */
public final class SignIn {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);

    private final SignInStore signIns;
    private final CodePost post;
    private final Tally tally;

    /** Sends a code to the question's sender. */
    @FunctionalInterface
    public interface CodePost {
        void send(Question question, NewCode code) throws MessagingException;
    }

    /** What became of the wish for a code. */
    public sealed interface Sending {

        /**
         * It is on its way.
         *
         * @param browser what the browser keeps in which it will be typed
         */
        record Sent(QuestionToken browser) implements Sending {}

        /** There were too many within an hour. */
        record TooMany() implements Sending {}

        /** It could not be sent; the log says why. */
        record NotSent() implements Sending {}
    }

    public SignIn(SignInStore signIns, CodePost post, Tally tally) {
        this.signIns = signIns;
        this.post = post;
        this.tally = tally;
    }

    /** Whether the question's sender has signed in in that browser. */
    public boolean isSignedIn(Question question, QuestionToken browser) {
        return signIns.isSignedIn(question, browser);
    }

    /** Until when a code can be typed in that browser; empty if none can. */
    public Optional<Instant> pending(Question question, QuestionToken browser) {
        return signIns.pending(question, browser);
    }

    /**
     * Sends a code to the sender.
     *
     * @param from whose browser asks for it, for the log
     */
    public Sending send(Question question, InetAddress from) {
        Optional<NewCode> made = signIns.newCode(question);
        if (made.isEmpty()) {
            LOGGER.warn(
                    "No code to sign in was sent to {} about the held mail {}, as {} asked for: there were {} within an"
                            + " hour",
                    question.mail().sender(),
                    question.mail().mailName(),
                    from.getHostAddress(),
                    SignInStore.CODES_AN_HOUR);
            tally.signIn(SignInStep.CODE_REFUSED);
            return new Sending.TooMany();
        }
        try {
            post.send(question, made.get());
        } catch (MessagingException e) {
            LOGGER.error(
                    "A code to sign in cannot be sent to {} about the held mail {}",
                    question.mail().sender(),
                    question.mail().mailName(),
                    e);
            return new Sending.NotSent();
        }
        LOGGER.info(
                "A code to sign in was sent to {} about the held mail {}, as {} asked for",
                question.mail().sender(),
                question.mail().mailName(),
                from.getHostAddress());
        tally.signIn(SignInStep.CODE_SENT);
        return new Sending.Sent(made.get().browser());
    }

    /**
     * Tries the code that was typed in that browser.
     *
     * @param browser what it keeps; empty if nothing
     * @param from    whose browser it is, for the log
     */
    public SignInAttempt attempt(
            Question question, Optional<QuestionToken> browser, SignInCode typed, InetAddress from) {
        SignInAttempt attempt =
                browser.map(kept -> signIns.attempt(question, kept, typed)).orElseGet(SignInAttempt.Over::new);
        switch (attempt) {
            case SignInAttempt.SignedIn _signedIn -> {
                LOGGER.info(
                        "The sender of the held mail {} has signed in at {}", name(question), from.getHostAddress());
                tally.signIn(SignInStep.SIGNED_IN);
            }
            case SignInAttempt.Wrong(int left) -> {
                LOGGER.warn(
                        "A wrong code to sign in about the held mail {} came from {}; {} tries are left",
                        name(question),
                        from.getHostAddress(),
                        left);
                tally.signIn(SignInStep.FAILED);
            }
            case SignInAttempt.Over _over -> {
                LOGGER.warn(
                        "A code to sign in about the held mail {} came from {}, where none counts any more",
                        name(question),
                        from.getHostAddress());
                tally.signIn(SignInStep.FAILED);
            }
        }
        return attempt;
    }

    private static String name(Question question) {
        return question.mail().mailName();
    }
}
