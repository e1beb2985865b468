package org.siegel.cli;

import java.util.Arrays;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.TypedPassword;

/** The first line of a password file. */
final class PasswordLine {

    private PasswordLine() {}

    /** @throws IllegalArgumentException if it cannot be used; does not quote it */
    static Passphrase of(byte[] file) {
        int end = 0;
        while (end < file.length && file[end] != '\n' && file[end] != '\r') {
            end++;
        }
        char[] line = new char[end];
        for (int i = 0; i < end; i++) {
            line[i] = (char) (file[i] & 0xFF);
        }
        try {
            return TypedPassword.of(line);
        } finally {
            Arrays.fill(line, '\0');
        }
    }
}
