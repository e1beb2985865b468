package org.siegel.transport.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.siegel.testing.Loopback;

/** BIND with zones of its own, and resolvers that take everything from one address. */
final class NameServers {

    private NameServers() {}

    /** A server and where it listens. */
    record Running(Daemon daemon, InetSocketAddress address) implements AutoCloseable {
        @Override
        public void close() {
            daemon.close();
        }
    }

    /** BIND, authoritative for all the zones at one address, so that nobody has to go elsewhere. */
    static Running authority(Path directory, BindSigner signer, List<ZoneText> zones) {
        String clauses = zones.stream()
                .map(zone -> "zone \"" + zone.origin() + "\" { type primary; file \"" + signer.file(zone) + "\"; };\n")
                .collect(Collectors.joining());
        return bind(directory.resolve("authority"), """
                    recursion no;
                    check-names primary ignore;
                    minimal-responses yes;
                    max-udp-size 4096;
                """, clauses);
    }

    /** BIND as a resolver that leaves validation to those who ask. */
    static Running bindResolver(Path directory, InetSocketAddress root) {
        return bind(directory, """
                    recursion yes;
                    allow-recursion { any; };
                    dnssec-validation no;
                    empty-zones-enable no;
                    edns-udp-size 4096;
                    max-udp-size 4096;
                    forward only;
                    forwarders port PORT { 127.0.0.1; };
                """.replace("PORT", String.valueOf(root.getPort())), "");
    }

    private static Running bind(Path directory, String options, String zones) {
        int port = FreePort.any();
        make(directory);
        Path configuration = directory.resolve("named.conf");
        BindSigner.write(configuration, """
                options {
                    directory "DIRECTORY";
                    listen-on port PORT { 127.0.0.1; };
                    listen-on-v6 { none; };
                    pid-file none;
                    session-keyfile none;
                    lock-file none;
                    notify no;
                    check-integrity no;
                OPTIONS};
                controls { };
                ZONES""".replace("DIRECTORY", directory.toString())
                .replace("PORT", String.valueOf(port))
                .replace("OPTIONS", options)
                .replace("ZONES", zones));
        Daemon daemon = Program.called("named", "bind9")
                .start(directory, Pattern.compile("running$"), "-g", "-c", configuration.toString());
        return new Running(daemon, new InetSocketAddress(Loopback.address(), port));
    }

    /**
     * unbound.
     *
     * @param modules {@code iterator}, or {@code validator iterator}
     */
    static Running unbound(Path directory, String modules, InetSocketAddress root, List<String> anchors) {
        int port = FreePort.any();
        make(directory);
        Path configuration = directory.resolve("unbound.conf");
        BindSigner.write(directory.resolve("root.key"), String.join("\n", anchors) + "\n");
        BindSigner.write(configuration, """
                server:
                    interface: 127.0.0.1
                    port: PORT
                    do-daemonize: no
                    do-ip6: no
                    do-not-query-localhost: no
                    username: ""
                    chroot: ""
                    directory: "DIRECTORY"
                    pidfile: ""
                    use-syslog: no
                    logfile: ""
                    verbosity: 1
                    val-log-level: 2
                    module-config: "MODULES"
                    trust-anchor-file: "DIRECTORY/root.key"
                    local-zone: "test." nodefault
                    edns-buffer-size: 4096
                    max-udp-size: 4096
                    trust-anchor-signaling: no
                forward-zone:
                    name: "."
                    forward-addr: ROOT
                remote-control:
                    control-enable: no
                """.replace("PORT", String.valueOf(port))
                .replace("DIRECTORY", directory.toString())
                .replace("MODULES", modules)
                .replace("ROOT", root.getAddress().getHostAddress() + "@" + root.getPort()));
        Daemon daemon = Program.called("unbound", "unbound")
                .start(directory, Pattern.compile("start of service"), "-d", "-c", configuration.toString());
        return new Running(daemon, new InetSocketAddress(Loopback.address(), port));
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new AssertionError("Cannot make " + directory, e);
        }
    }
}
