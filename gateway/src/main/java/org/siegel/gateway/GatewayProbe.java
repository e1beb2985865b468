package org.siegel.gateway;

import com.google.inject.Inject;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.WebAdminServer;
import org.siegel.gateway.queue.FileMailQueueFactory;

/** The parts of the running James that the process itself deals with. */
final class GatewayProbe implements GuiceProbe {

    private final SMTPServerFactory smtp;
    private final WebAdminServer webAdmin;
    private final WebAdminConfiguration webAdminConfiguration;
    private final FileMailQueueFactory queues;

    @Inject
    GatewayProbe(
            SMTPServerFactory smtp,
            WebAdminServer webAdmin,
            WebAdminConfiguration webAdminConfiguration,
            FileMailQueueFactory queues) {
        this.smtp = smtp;
        this.webAdmin = webAdmin;
        this.webAdminConfiguration = webAdminConfiguration;
        this.queues = queues;
    }

    Endpoints endpoints() {
        List<InetSocketAddress> bound = smtp.getServers().stream()
                .flatMap(server -> server.getListenAddresses().stream())
                .toList();
        var admin = webAdminConfiguration.isEnabled()
                ? Optional.of(webAdminConfiguration.getHost() + ":"
                        + webAdmin.getPort().getValue())
                : Optional.<String>empty();
        return new Endpoints(bound, admin);
    }

    void stopAccepting() {
        smtp.destroy();
    }

    FileMailQueueFactory queues() {
        return queues;
    }
}
