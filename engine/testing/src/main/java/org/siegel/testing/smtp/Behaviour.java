package org.siegel.testing.smtp;

import java.time.Duration;

/** What a server does at a step instead of what RFC 5321 expects of it. */
public sealed interface Behaviour {
    /**
     * Another reply. With a code from 400 the command is not carried out, below it is.
     *
     * @param text one line, or several with {@code \n} between them
     */
    record Reply(int code, String text) implements Behaviour {}

    /** A reply, then the end of the connection; the command is not carried out. */
    record Goodbye(int code, String text) implements Behaviour {}

    /** These characters as they are (ISO 8859-1), valid reply or not; the command is not carried out. */
    record Raw(String characters) implements Behaviour {}

    /** Says nothing more and reads on until the client gives up. */
    record Hang() implements Behaviour {}

    /** Closes the connection without a word; the command is not carried out. */
    record Close() implements Behaviour {}

    /** Carries the command out and closes the connection instead of saying so. */
    record LoseReply() implements Behaviour {}

    /** The usual reply, but this much later. */
    record Late(Duration delay) implements Behaviour {}

    /** The usual reply, one byte at a time with this pause between two of them; zero for none. */
    record Drip(Duration pause) implements Behaviour {}

    /** A reply of this many bytes in continuation lines, then the usual reply. */
    record EndlessReply(long bytes) implements Behaviour {}

    /** A reply of this many bytes without an end of line, then the usual reply. */
    record EndlessLine(long bytes) implements Behaviour {}

    /** The usual reply with these characters (ISO 8859-1) right behind it in the same packet (CVE-2011-0411). */
    record Inject(String characters) implements Behaviour {}
}
