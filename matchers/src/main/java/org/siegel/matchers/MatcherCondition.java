package org.siegel.matchers;

import jakarta.mail.MessagingException;
import java.util.function.Function;
import org.apache.mailet.base.GenericMatcher;

/** What stands behind the equals sign of a matcher in {@code mailetcontainer.xml}. */
final class MatcherCondition {

    private MatcherCondition() {}

    /**
     * Reads it.
     *
     * @throws MessagingException which stops James's start, naming the matcher and what it accepts
     */
    static <T> T of(GenericMatcher matcher, Function<String, T> reading) throws MessagingException {
        String name = matcher.getClass().getSimpleName();
        String condition = matcher.getCondition();
        if (condition == null || condition.isBlank()) {
            throw new MessagingException("mailetcontainer.xml: the matcher " + name + " needs a value, as in " + name
                    + "=qualified or " + name + "=high");
        }
        try {
            return reading.apply(condition.strip());
        } catch (IllegalArgumentException e) {
            throw new MessagingException("mailetcontainer.xml: " + name + "=" + condition + ": " + e.getMessage(), e);
        }
    }
}
