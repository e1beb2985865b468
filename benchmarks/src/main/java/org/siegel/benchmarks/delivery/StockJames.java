package org.siegel.benchmarks.delivery;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.adapter.mailbox.UserRepositoryAuthorizator;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.data.UsersRepositoryModuleChooser.Implementation;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.modules.queue.memory.MemoryMailQueueModule;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.utils.GuiceProbe;
import org.siegel.gateway.repository.RepositoryModule;
import org.siegel.gateway.users.DomainsModule;
import org.siegel.gateway.users.UsersModule;

/** James 3.8.1 as a relay: its own SMTP server, mail queue (in memory) and mailets, and nothing of ours on the way of a mail. */
public final class StockJames {

    private StockJames() {}

    /** Runs on {@code working.directory} until it is stopped, and says where it listens as the gateway does. */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("working.directory"));
        System.setProperty(
                "logback.configurationFile",
                directory.resolve("conf/logback.xml").toString());
        GuiceJamesServer james = GuiceJamesServer.forConfiguration(Configuration.builder()
                        .workingDirectory(directory.toFile())
                        .build())
                .combineWith(Modules.combine(List.of(
                        new ProtocolHandlerModule(),
                        new SMTPServerModule(),
                        new MemoryMailQueueModule(),
                        new NaiveDelegationStoreModule(),
                        new MailetProcessingModule(),
                        new RawPostDequeueDecoratorModule(),
                        new RepositoryModule(),
                        new DomainsModule(),
                        Modules.combine(new UsersRepositoryModuleChooser(new UsersModule())
                                .chooseModules(Implementation.DEFAULT)),
                        new Glue())));
        james.start();
        System.out.println("Siegel gateway is ready: SMTP 127.0.0.1:"
                + james.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue() + ", WebAdmin http://none.invalid");
    }

    private static final class Glue extends AbstractModule {
        @Override
        protected void configure() {
            bind(Authorizator.class).to(UserRepositoryAuthorizator.class);
            Multibinder.newSetBinder(binder(), GuiceProbe.class);
            bind(DefaultProcessorsConfigurationSupplier.class).toInstance(() -> {
                throw new IllegalStateException("mailetcontainer.xml has no <processors>");
            });
        }
    }
}
