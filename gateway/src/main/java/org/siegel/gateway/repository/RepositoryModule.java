package org.siegel.gateway.repository;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;

/** Mail repositories with a {@code file:} URL, whether or not {@code mailrepositorystore.xml} names them. */
public final class RepositoryModule extends AbstractModule {

    private static final String REGISTER = "file://var/mail-repositories.txt";

    @Provides
    @Singleton
    MailRepositoryUrlStore register(FileSystem files) throws IOException {
        return new RepositoryRegister(files.getFile(REGISTER).toPath());
    }

    @Provides
    MailRepositoryStoreConfiguration.Item standard() {
        return new MailRepositoryStoreConfiguration.Item(
                List.of(new Protocol("file")),
                DurableMailRepository.class.getName(),
                new BaseHierarchicalConfiguration());
    }
}
