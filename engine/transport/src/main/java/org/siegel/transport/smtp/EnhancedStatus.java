package org.siegel.transport.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status code such as 5.1.1 (RFC 3463 §2).
 *
 * @param category 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {

    private static final Pattern SYNTAX = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:[ :;,].*)?");
    private static final int LARGEST = 999;

    public EnhancedStatus {
        if ((category != 2 && category != 4 && category != 5) || isOutside(subject) || isOutside(detail)) {
            throw new IllegalArgumentException(
                    category + "." + subject + "." + detail + " is not an enhanced status code");
        }
    }

    /** The code with which {@code text} begins, if it begins with one. */
    static Optional<EnhancedStatus> atStartOf(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(new EnhancedStatus(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static boolean isOutside(int number) {
        return number < 0 || number > LARGEST;
    }

    @Override
    public String toString() {
        return category + "." + subject + "." + detail;
    }
}
