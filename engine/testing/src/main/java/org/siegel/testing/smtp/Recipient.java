package org.siegel.testing.smtp;

import java.util.List;

/**
 * One accepted RCPT command.
 *
 * @param parameters as sent, such as {@code NOTIFY=NEVER}
 */
public record Recipient(String address, List<String> parameters) {
    public Recipient {
        parameters = List.copyOf(parameters);
    }
}
