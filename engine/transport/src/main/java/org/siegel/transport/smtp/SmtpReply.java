package org.siegel.transport.smtp;

import java.util.List;
import java.util.Optional;

/**
 * One reply of the server (RFC 5321 §4.2).
 *
 * @param code 200 to 599
 * @param status the enhanced status code of the first line, if there is one that does not contradict {@code code}
 * @param lines the text after the code of each line, without control and formatting characters; at least one line
 */
public record SmtpReply(int code, Optional<EnhancedStatus> status, List<String> lines) {

    /** "Service not available, closing transmission channel": may come at any time (RFC 5321 §3.8). */
    static final int CLOSING = 421;

    private static final int LONGEST_TEXT = 500;

    public SmtpReply {
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException("No SMTP reply: code " + code + " with " + lines.size() + " lines");
        }
        lines = List.copyOf(lines);
    }

    static SmtpReply of(int code, List<String> lines) {
        Optional<EnhancedStatus> status =
                EnhancedStatus.atStartOf(lines.getFirst()).filter(enhanced -> enhanced.category() == code / 100);
        return new SmtpReply(code, status, lines);
    }

    /** 2yz: done. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** 3yz: go on. */
    public boolean isIntermediate() {
        return code / 100 == 3;
    }

    /** 4yz: not now. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** 5yz: not like this. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    boolean isNegative() {
        return isTransient() || isPermanent();
    }

    boolean isClosing() {
        return code == CLOSING;
    }

    /** {@link #status()}, or for a server without one the most general code of its class; 2.0.0 for a 3yz reply. */
    public EnhancedStatus statusOrGeneric() {
        return status.orElseGet(() -> new EnhancedStatus(isIntermediate() ? 2 : code / 100, 0, 0));
    }

    /** Code and text on one line, at most 500 characters: safe to show to a sender as plain text. */
    public String text() {
        String whole = (code + " " + String.join(" ", lines)).strip();
        if (whole.length() <= LONGEST_TEXT) {
            return whole;
        }
        int end = LONGEST_TEXT - 1;
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
