package org.siegel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A question to a sender about a mail that waits.
 *
 * @param id         names it in links within the house and in logs; no secret
 * @param node       the server that holds the mail
 * @param mail       what the question is about
 * @param asked      when it was asked
 * @param expires    until when it can be decided
 * @param state      where it stands
 * @param decision   what was decided last; with {@link QuestionState#WAITING} it is to wait for the server
 * @param carriedOut when the decision was carried out; empty as long as the mail is still held
 * @param isGone     whether the mail was not there any more then, so that nothing was done
 */
public record Question(
        String id,
        String node,
        HeldMail mail,
        Instant asked,
        Instant expires,
        QuestionState state,
        Optional<QuestionDecision> decision,
        Optional<Instant> carriedOut,
        boolean isGone) {}
