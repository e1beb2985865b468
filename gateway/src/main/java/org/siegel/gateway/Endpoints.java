package org.siegel.gateway;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Where the gateway can be reached, as the system has really bound it.
 *
 * @param smtp in the order of {@code smtpserver.xml}
 * @param webAdmin host and port; empty if it is switched off
 */
record Endpoints(List<InetSocketAddress> smtp, Optional<String> webAdmin) {

    Endpoints {
        smtp = List.copyOf(smtp);
    }

    String readyLine() {
        var addresses =
                smtp.isEmpty() ? "off" : smtp.stream().map(Endpoints::text).collect(joining(", "));
        return "Siegel gateway is ready: SMTP " + addresses + ", WebAdmin "
                + webAdmin.map(address -> "http://" + address).orElse("off");
    }

    /** Writes {@code smtp}, {@code webadmin} and {@code pid}, one {@code key=value} a line, in one step. */
    void write(Path file, long pid) throws IOException {
        var text = new StringBuilder();
        smtp.stream()
                .findFirst()
                .ifPresent(first -> text.append("smtp=").append(first.getPort()).append('\n'));
        webAdmin.ifPresent(address -> text.append("webadmin=")
                .append(address.substring(address.lastIndexOf(':') + 1))
                .append('\n'));
        text.append("pid=").append(pid).append('\n');
        var fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
