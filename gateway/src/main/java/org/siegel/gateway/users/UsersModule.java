package org.siegel.gateway.users;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.io.IOException;
import java.security.SecureRandom;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.lib.UsersRepositoryImpl;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Users in {@code var/users.txt}; the counterpart of James's LDAP module. */
public final class UsersModule extends AbstractModule {

    private static final String FILE = "file://var/users.txt";

    @Override
    protected void configure() {
        bind(new TypeLiteral<UsersRepositoryImpl<UsersFile>>() {}).in(Scopes.SINGLETON);
        bind(UsersRepository.class).to(new TypeLiteral<UsersRepositoryImpl<UsersFile>>() {});
    }

    @Provides
    @Singleton
    UsersFile users(FileSystem files) throws IOException {
        return new UsersFile(files.getFile(FILE).toPath(), new SecureSalts(new SecureRandom()));
    }

    @ProvidesIntoSet
    InitializationOperation configure(ConfigurationProvider configuration, UsersRepositoryImpl<UsersFile> users) {
        return InitilizationOperationBuilder.forClass(UsersRepositoryImpl.class)
                .init(() -> users.configure(configuration.getConfiguration("usersrepository")));
    }
}
