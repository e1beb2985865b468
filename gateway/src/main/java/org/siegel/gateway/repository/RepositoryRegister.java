package org.siegel.gateway.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;

/** The repositories that were ever used, one URL a line, so that WebAdmin shows them after a restart too. */
final class RepositoryRegister implements MailRepositoryUrlStore {

    private final Path file;
    private final Set<MailRepositoryUrl> urls = ConcurrentHashMap.newKeySet();

    RepositoryRegister(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(MailRepositoryUrl::from)
                    .forEach(urls::add);
        }
    }

    // Losing the newest line to a loss of power costs nothing: the repository is entered again when it is used again.
    @Override
    public synchronized void add(MailRepositoryUrl url) {
        if (urls.add(url)) {
            try {
                Files.writeString(file, url.asString() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The mail repository " + url.asString() + " cannot be entered in " + file, e);
            }
        }
    }

    @Override
    public Stream<MailRepositoryUrl> listDistinct() {
        return urls.stream();
    }

    @Override
    public boolean contains(MailRepositoryUrl url) {
        return urls.contains(url);
    }
}
