package org.siegel.gateway.smtp;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Our {@link SmtpServers} in the place of James's. */
public final class SmtpModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(SMTPServerFactory.class).to(SmtpServers.class).in(Scopes.SINGLETON);
    }
}
