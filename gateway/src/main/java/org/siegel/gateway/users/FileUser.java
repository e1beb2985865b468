package org.siegel.gateway.users;

import org.apache.james.core.Username;
import org.apache.james.user.api.model.User;

/** A user as James asks for one. A changed password counts only after {@link UsersFile#updateUser}. */
final class FileUser implements User {

    private final Username name;
    private final Salts salts;
    private PasswordHash password;

    FileUser(Username name, PasswordHash password, Salts salts) {
        this.name = name;
        this.password = password;
        this.salts = salts;
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
        password = PasswordHash.of(newPassword, salts);
        return true;
    }

    synchronized PasswordHash password() {
        return password;
    }
}
