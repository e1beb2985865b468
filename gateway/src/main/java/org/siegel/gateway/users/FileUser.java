package org.siegel.gateway.users;

import java.security.SecureRandom;
import org.apache.james.core.Username;
import org.apache.james.user.api.model.User;

/** A user as James asks for one. A changed password counts only after {@link UsersFile#updateUser}. */
final class FileUser implements User {

    private final Username name;
    private final SecureRandom random;
    private PasswordHash password;

    FileUser(Username name, PasswordHash password, SecureRandom random) {
        this.name = name;
        this.password = password;
        this.random = random;
    }

    @Override
    public Username getUserName() {
        return name;
    }

    @Override
    public synchronized boolean verifyPassword(String guess) {
        return password.matches(guess);
    }

    @Override
    public synchronized boolean setPassword(String newPassword) {
        password = PasswordHash.of(newPassword, random);
        return true;
    }

    synchronized PasswordHash password() {
        return password;
    }
}
