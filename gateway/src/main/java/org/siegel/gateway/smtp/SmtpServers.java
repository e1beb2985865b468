package org.siegel.gateway.smtp;

import com.google.inject.Inject;
import io.netty.util.concurrent.EventExecutorGroup;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.smtpserver.netty.SmtpMetrics;
import org.jspecify.annotations.Nullable;

/**
 * James's SMTP servers, with all that happens on a connection on one thread, and with as many threads as {@code
 * maxExecutorCount} says, unless {@code ioWorkerCount} says otherwise.
 *
 * <p>James 3.8.1 hands each line of a message from an I/O thread to an executor and back again, and then waits for the disk
 * on the I/O thread, of which it has two per processor: few connections share a forced write, and
 * each line of a mail is a hand-over.
 */
final class SmtpServers extends SMTPServerFactory {

    @Inject
    SmtpServers(DNSService dns, ProtocolHandlerLoader loader, FileSystem files, MetricFactory metrics) {
        super(dns, loader, files, metrics);
    }

    @Override
    protected SMTPServer createServer() {
        return new OneThreadForAConnection(smtpMetrics);
    }

    @SuppressWarnings("unchecked") // what James overrides in James's classes
    private static final class OneThreadForAConnection extends SMTPServer {

        OneThreadForAConnection(SmtpMetrics metrics) {
            super(metrics);
        }

        @Override
        public void doConfigure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
            super.doConfigure(configuration);
            setIoWorkerCount(configuration.getInt(
                    "ioWorkerCount", configuration.getInt("maxExecutorCount", DEFAULT_MAX_EXECUTOR_COUNT)));
        }

        /** None: Netty goes on where it is. */
        @Override
        protected @Nullable EventExecutorGroup getExecutorGroup() {
            return null;
        }
    }
}
