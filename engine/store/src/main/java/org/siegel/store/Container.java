package org.siegel.store;

/**
 * The file that a copy was sealed into.
 *
 * @param format     what kind of file
 * @param passwordId names the password, see {@link PasswordStore}
 * @param sha256     of the file, in hexadecimal
 */
public record Container(Format format, String passwordId, String sha256) {

    /** What kinds of files protect content by a password. */
    public enum Format {
        PDF,
        ZIP
    }
}
