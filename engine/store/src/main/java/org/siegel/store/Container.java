package org.siegel.store;

import java.util.List;

/**
 * The file that a copy was sealed into, and those that went beside it on the same mail.
 *
 * @param format     what kind of file
 * @param passwordId names the password, see {@link PasswordStore}; it opens all of them
 * @param sha256     of the file, in hexadecimal
 * @param beside     attachments that became files of their own, in the order in which they hang on the mail
 */
public record Container(Format format, String passwordId, String sha256, List<Beside> beside) {

    public Container {
        beside = List.copyOf(beside);
    }

    /** One file alone. */
    public Container(Format format, String passwordId, String sha256) {
        this(format, passwordId, sha256, List.of());
    }

    /** What kinds of files protect content by a password. */
    public enum Format {
        PDF,
        ZIP
    }

    /**
     * A protected file beside the container.
     *
     * @param format what kind of file
     * @param sha256 of the file, in hexadecimal
     */
    public record Beside(Format format, String sha256) {}
}
