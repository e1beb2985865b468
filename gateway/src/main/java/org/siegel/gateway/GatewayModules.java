package org.siegel.gateway;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.util.List;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.adapter.mailbox.UserRepositoryAuthorizator;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.data.UsersRepositoryModuleChooser.Implementation;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DKIMMailetModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dropwizard.MetricsRoutes;
import org.siegel.gateway.queue.QueueModule;
import org.siegel.gateway.repository.RepositoryModule;
import org.siegel.gateway.smtp.SmtpModule;
import org.siegel.gateway.users.DomainsModule;
import org.siegel.gateway.users.UsersModule;

/** What the gateway is made of: James's own modules for SMTP and WebAdmin, and ours for all that has to last. */
final class GatewayModules {

    private GatewayModules() {}

    static Module all(Implementation users) {
        return Modules.combine(
                james(),
                new QueueModule(),
                new RepositoryModule(),
                new DomainsModule(),
                Modules.combine(new UsersRepositoryModuleChooser(new UsersModule()).chooseModules(users)),
                new Glue());
    }

    private static Module james() {
        return Modules.combine(List.of(
                new ProtocolHandlerModule(),
                Modules.override(new SMTPServerModule()).with(new SmtpModule()),
                new WebAdminServerModule(),
                new DataRoutesModules(),
                new MailRepositoriesRoutesModule(),
                new MailQueueRoutesModule(),
                new NoJwtModule(),
                new TaskManagerModule(),
                new NaiveDelegationStoreModule(),
                new MailetProcessingModule(),
                new RawPostDequeueDecoratorModule(),
                new DKIMMailetModule()));
    }

    private static final class Glue extends AbstractModule {

        @Override
        protected void configure() {
            bind(Authorizator.class).to(UserRepositoryAuthorizator.class);
            Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(GatewayProbe.class);
            Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(MetricsRoutes.class);
            // James would fall back to a pipeline of its own, which knows nothing of encryption.
            bind(DefaultProcessorsConfigurationSupplier.class).toInstance(() -> {
                throw new IllegalStateException(
                        "mailetcontainer.xml has no <processors>: nothing says what to do with a mail");
            });
        }
    }
}
