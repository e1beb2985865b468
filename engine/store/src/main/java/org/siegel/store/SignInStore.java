package org.siegel.store;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Codes that senders sign in with, and where they have signed in: for one question and in one browser each. A code that was sent by
 * one node counts on all. Safe for use by many threads and nodes.
 */
public final class SignInStore {

    /** How long a code can be typed. */
    public static final Duration CODE_VALIDITY = Duration.ofMinutes(10);

    /** How long somebody stays signed in. */
    public static final Duration VALIDITY = Duration.ofMinutes(30);

    /** How often a code can be tried. */
    public static final int TRIES = 5;

    /** How many codes there are for a question within an hour, in whatever browsers. */
    public static final int CODES_AN_HOUR = 5;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String THIS_ONE = "browser_hash = :browser AND question_id = :question";

    private final Transactions transactions;
    private final Clock clock;

    @AtTheEdge
    private final SecureRandom random;

    @AtTheEdge
    SignInStore(Transactions transactions, Clock clock, SecureRandom random) {
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A code to be sent.
     *
     * @param browser what the browser keeps in which it will be typed
     */
    public record NewCode(SignInCode code, QuestionToken browser, Instant expires) {}

    /** Makes one; empty if there were too many for the question within an hour. */
    @AtTheEdge
    public Optional<NewCode> newCode(Question question) {
        Instant now = now();
        NewCode made = new NewCode(SignInCode.random(random), QuestionToken.random(random), now.plus(CODE_VALIDITY));
        return transactions.write("store a code to sign in", handle -> {
            if (!lock(handle, question) || sentSince(handle, question, now.minus(HOUR)) >= CODES_AN_HOUR) {
                return Optional.empty();
            }
            handle.createUpdate("INSERT INTO siegel_sign_in_code (browser_hash, question_id, code_hash, tries, sent_at,"
                            + " expires_at) VALUES (:browser, :question, :code, 0, :now, :expires)")
                    .bind("browser", made.browser().hash())
                    .bind("question", question.id())
                    .bind(
                            "code",
                            made.code().hash(made.browser(), question.id()).hex())
                    .bind("now", now)
                    .bind("expires", made.expires())
                    .execute();
            return Optional.of(made);
        });
    }

    /** Of several that ask at once, on whatever nodes, each counts those before it. */
    private static boolean lock(Handle handle, Question question) {
        return handle.createQuery("SELECT id FROM siegel_question WHERE id = :id FOR UPDATE")
                .bind("id", question.id())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static int sentSince(Handle handle, Question question, Instant then) {
        return handle.createQuery(
                        "SELECT count(*) FROM siegel_sign_in_code WHERE question_id = :question AND sent_at > :then")
                .bind("question", question.id())
                .bind("then", then)
                .mapTo(Integer.class)
                .one();
    }

    /** Until when a code can be typed in that browser; empty if none can. */
    public Optional<Instant> pending(Question question, QuestionToken browser) {
        return transactions.read(
                "look for a code to sign in",
                handle -> handle.createQuery("SELECT expires_at FROM siegel_sign_in_code WHERE " + THIS_ONE
                                + " AND tries < :most AND expires_at > :now")
                        .bind("browser", browser.hash())
                        .bind("question", question.id())
                        .bind("most", TRIES)
                        .bind("now", now())
                        .map((row, _context) -> row.getObject("expires_at", OffsetDateTime.class)
                                .toInstant())
                        .findOne());
    }

    /** Tries the code that was typed in that browser. It is counted before it is compared. */
    @AtTheEdge
    public SignInAttempt attempt(Question question, QuestionToken browser, SignInCode typed) {
        return transactions.write("try a code to sign in", handle -> {
            int counted = handle.createUpdate("UPDATE siegel_sign_in_code SET tries = tries + 1 WHERE " + THIS_ONE
                            + " AND tries < :most AND expires_at > :now")
                    .bind("browser", browser.hash())
                    .bind("question", question.id())
                    .bind("most", TRIES)
                    .bind("now", now())
                    .execute();
            if (counted == 0) {
                return new SignInAttempt.Over();
            }
            Kept kept = kept(handle, question, browser);
            if (!MessageDigest.isEqual(
                    new Hash(kept.hash()).bytes(),
                    typed.hash(browser, question.id()).bytes())) {
                return new SignInAttempt.Wrong(TRIES - kept.tries());
            }
            useUp(handle, question, browser);
            return signIn(handle, question);
        });
    }

    private record Kept(String hash, int tries) {}

    private static Kept kept(Handle handle, Question question, QuestionToken browser) {
        return handle.createQuery("SELECT code_hash, tries FROM siegel_sign_in_code WHERE " + THIS_ONE)
                .bind("browser", browser.hash())
                .bind("question", question.id())
                .map((row, _context) -> new Kept(row.getString("code_hash"), row.getInt("tries")))
                .one();
    }

    private static void useUp(Handle handle, Question question, QuestionToken browser) {
        handle.createUpdate("UPDATE siegel_sign_in_code SET tries = :most WHERE " + THIS_ONE)
                .bind("most", TRIES)
                .bind("browser", browser.hash())
                .bind("question", question.id())
                .execute();
    }

    @AtTheEdge
    private SignInAttempt signIn(Handle handle, Question question) {
        QuestionToken browser = QuestionToken.random(random);
        Instant expires = now().plus(VALIDITY);
        handle.createUpdate("INSERT INTO siegel_sign_in (browser_hash, question_id, expires_at)"
                        + " VALUES (:browser, :question, :expires)")
                .bind("browser", browser.hash())
                .bind("question", question.id())
                .bind("expires", expires)
                .execute();
        return new SignInAttempt.SignedIn(browser, expires);
    }

    /** Whether the question's sender has signed in in that browser. */
    public boolean isSignedIn(Question question, QuestionToken browser) {
        return transactions.read(
                "look whether a sender has signed in",
                handle -> handle.createQuery(
                                "SELECT 1 FROM siegel_sign_in WHERE " + THIS_ONE + " AND expires_at > :now")
                        .bind("browser", browser.hash())
                        .bind("question", question.id())
                        .bind("now", now())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /**
     * Deletes what is over, but for the codes of the last hour, which are counted.
     *
     * @return how many
     */
    public int sweep() {
        Instant now = now();
        return transactions.write(
                "delete old sign-ins",
                handle -> handle.createUpdate("DELETE FROM siegel_sign_in_code WHERE sent_at <= :then")
                                .bind("then", now.minus(HOUR))
                                .execute()
                        + handle.createUpdate("DELETE FROM siegel_sign_in WHERE expires_at <= :now")
                                .bind("now", now)
                                .execute());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
