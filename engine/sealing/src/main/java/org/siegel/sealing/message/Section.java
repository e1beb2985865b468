package org.siegel.sealing.message;

/** Something that came as a file and is also to be read: it follows the text. */
public sealed interface Section {

    /**
     * A message within the message (RFC 2046 §5.2.1).
     *
     * @param message lives as long as the message that it is in
     */
    record Nested(SourceMessage message) implements Section {}

    /** An appointment out of a calendar part (RFC 5545 §3.6.1). */
    record Appointment(Meeting meeting) implements Section {}
}
