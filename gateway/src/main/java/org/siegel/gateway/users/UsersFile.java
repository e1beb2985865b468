package org.siegel.gateway.users;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.apache.james.user.lib.UsersDAO;

/**
 * The users in one text file, one {@code name=hash} a line, replaced in one step at every change.
 *
 * <p>For the few accounts under which mail servers and printers log in. A whole organisation's users belong in LDAP, which
 * James reads itself ({@code usersrepository.xml}).
 */
final class UsersFile implements UsersDAO {

    private final Path file;
    private final Salts salts;
    private final NavigableMap<String, PasswordHash> users = new TreeMap<>();

    UsersFile(Path file, Salts salts) throws IOException {
        this.file = file;
        this.salts = salts;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            read(Files.readAllLines(file));
        }
    }

    @Override
    public synchronized Optional<FileUser> getUserByName(Username name) {
        return Optional.ofNullable(users.get(name.asString())).map(hash -> new FileUser(name, hash, salts));
    }

    @Override
    public synchronized void addUser(Username name, String password) throws UsersRepositoryException {
        change(name, Optional.of(PasswordHash.of(password, salts)));
    }

    @Override
    public synchronized void updateUser(User user) throws UsersRepositoryException {
        requireKnown(user.getUserName());
        if (!(user instanceof FileUser known)) {
            throw new UsersRepositoryException(
                    "User " + user.getUserName().asString() + " comes from another repository");
        }
        change(known.getUserName(), Optional.of(known.password()));
    }

    @Override
    public synchronized void removeUser(Username name) throws UsersRepositoryException {
        requireKnown(name);
        change(name, Optional.empty());
    }

    @Override
    public synchronized boolean contains(Username name) {
        return users.containsKey(name.asString());
    }

    @Override
    public synchronized int countUsers() {
        return users.size();
    }

    @Override
    public synchronized Iterator<Username> list() {
        return users.keySet().stream().map(Username::of).toList().iterator();
    }

    private void requireKnown(Username name) throws UsersRepositoryException {
        if (!contains(name)) {
            throw new UsersRepositoryException("There is no user " + name.asString());
        }
    }

    // Memory follows the disk: if the file cannot be written, nothing has changed.
    private void change(Username name, Optional<PasswordHash> password) throws UsersRepositoryException {
        var changed = new TreeMap<>(users);
        changed.remove(name.asString());
        password.ifPresent(hash -> changed.put(name.asString(), hash));
        try {
            write(changed);
        } catch (IOException e) {
            throw new UsersRepositoryException("The users cannot be written to " + file, e);
        }
        users.clear();
        users.putAll(changed);
    }

    private void write(Map<String, PasswordHash> all) throws IOException {
        var text = all.entrySet().stream()
                .map(user -> user.getKey() + "=" + user.getValue().asText() + "\n")
                .collect(Collectors.joining());
        var fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (var out = new FileOutputStream(fresh.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void read(List<String> lines) throws IOException {
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var end = line.lastIndexOf("=pbkdf2-");
            var hash = end <= 0
                    ? Optional.<PasswordHash>empty()
                    : PasswordHash.parse(line.substring(end + 1).strip());
            users.put(line.substring(0, Math.max(end, 0)).strip(), hash.orElseThrow(malformed(i + 1)));
        }
    }

    private Supplier<IOException> malformed(int line) {
        return () -> new IOException(
                file + ", line " + line
                        + " is not 'name=pbkdf2-sha512$...'. Remove the line and create the user again with WebAdmin: PUT /users/{name}");
    }
}
