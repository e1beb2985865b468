package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exim (with GnuTLS) with a configuration and mailboxes of its own; each of its servers on an address of its own.
 *
 * <p>It runs from where its package was taken apart. The account that its makers gave it exists only for it: in a mount
 * namespace that has a list of accounts of its own.
 */
public final class Exim implements Receiver {

    private static final String ENTRY = """
            set -e
            cp /etc/passwd passwd
            cp /etc/group group
            echo 'Debian-exim:x:64001:64001::/:/usr/sbin/nologin' >>passwd
            echo 'Debian-exim:x:64001:' >>group
            mount --bind passwd /etc/passwd
            mount --bind group /etc/group
            chown Debian-exim:Debian-exim spool mail
            umask 022
            tail -F spool/mainlog spool/paniclog 2>/dev/null &
            cp "$1" exim4
            exec ./exim4 -C "$PWD/exim.conf" -bdf
            """;

    private final Path directory;
    private final Daemon daemon;
    private final int port;

    private Exim(Path directory, Daemon daemon, int port) {
        this.directory = directory;
        this.daemon = daemon;
        this.port = port;
    }

    /**
     * One address that it listens at.
     *
     * @param priorities versions, groups and suites in GnuTLS's words; {@code NORMAL} if all that is usual
     * @param pem        its key and its chain
     * @param isBare     whether it has none of CHUNKING, PIPELINING, DSN and SMTPUTF8
     */
    public record Server(String address, String priorities, Path pem, boolean isBare) {}

    /** Starts it at a port that is free; see below. */
    public static Exim start(List<Server> servers, List<String> domains) {
        return start(FreePort.any(), servers, domains);
    }

    /**
     * Starts it.
     *
     * @param port    of all its servers
     * @param domains whose mail it keeps, each mail a file
     */
    public static Exim start(int port, List<Server> servers, List<String> domains) {
        return start(List.of(), port, servers, domains);
    }

    /** The same, on the receiver of two hosts. */
    public static Exim start(SixOnly hosts, int port, List<Server> servers, List<String> domains) {
        return start(hosts.onReceiver(), port, servers, domains);
    }

    private static Exim start(List<String> where, int port, List<Server> servers, List<String> domains) {
        try {
            Path program = Unpacked.file("exim4-daemon-light", "usr/sbin/exim4");
            // Its processes run as a user of their own, who must get there.
            Path directory = Files.createTempDirectory(
                    "siegel-exim-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.createDirectory(directory.resolve("spool"));
            Files.createDirectory(directory.resolve("mail"));
            table(directory, "pems", servers, server -> server.pem().toString());
            table(directory, "priorities", servers, Server::priorities);
            table(directory, "bare", servers.stream().filter(Server::isBare).toList(), _server -> "yes");
            BindSigner.write(directory.resolve("exim.conf"), configuration(directory, port, servers, domains));
            Stream<String> command = Stream.of(
                    Program.called("unshare", "util-linux").file().toString(),
                    "--mount",
                    "sh",
                    "-c",
                    ENTRY,
                    "exim",
                    program.toString());
            Daemon daemon = Daemon.start(
                    new ProcessBuilder(Stream.concat(where.stream(), command).toList())
                            .directory(directory.toFile())
                            .redirectErrorStream(true),
                    Pattern.compile("daemon started"));
            return new Exim(directory, daemon, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void table(Path directory, String name, List<Server> servers, Function<Server, String> value) {
        BindSigner.write(
                directory.resolve(name),
                servers.stream()
                        .map(server -> "\"" + server.address() + "\": " + value.apply(server) + "\n")
                        .collect(Collectors.joining()));
    }

    private static String configuration(Path directory, int port, List<Server> servers, List<String> domains) {
        return """
                primary_hostname = exim.siegel.test
                exim_path = DIRECTORY/exim4
                spool_directory = DIRECTORY/spool
                log_file_path = DIRECTORY/spool/%slog
                pid_file_path = DIRECTORY/spool/exim.pid
                log_selector = +tls_cipher
                print_topbitchars = true
                keep_environment =
                local_interfaces = <; ADDRESSES
                daemon_smtp_ports = PORT
                domainlist kept = DOMAINS
                host_lookup =
                rfc1413_query_timeout = 0s
                smtp_accept_max = 0
                message_size_limit = 100M
                tls_advertise_hosts = *
                tls_certificate = ${lookup{$received_ip_address}lsearch{DIRECTORY/pems}}
                tls_privatekey = ${lookup{$received_ip_address}lsearch{DIRECTORY/pems}}
                tls_require_ciphers = ${lookup{$received_ip_address}lsearch{DIRECTORY/priorities}}
                chunking_advertise_hosts = ${lookup{$received_ip_address}lsearch{DIRECTORY/bare}{}{*}}
                pipelining_advertise_hosts = ${lookup{$received_ip_address}lsearch{DIRECTORY/bare}{}{*}}
                dsn_advertise_hosts = ${lookup{$received_ip_address}lsearch{DIRECTORY/bare}{}{*}}
                smtputf8_advertise_hosts = ${lookup{$received_ip_address}lsearch{DIRECTORY/bare}{}{*}}
                acl_smtp_mail = accept
                acl_smtp_rcpt = recipient
                acl_smtp_data = accept
                never_users =
                begin acl
                recipient:
                  accept domains = +kept
                  deny message = relaying is not for you
                begin routers
                keep:
                  driver = accept
                  domains = +kept
                  transport = files
                begin transports
                files:
                  driver = appendfile
                  directory = DIRECTORY/mail
                  maildir_format
                  user = Debian-exim
                  group = Debian-exim
                  envelope_to_add
                  return_path_add
                """.replace("DIRECTORY", directory.toString())
                .replace("ADDRESSES", servers.stream().map(Server::address).collect(Collectors.joining(" ; ")))
                .replace("PORT", Integer.toString(port))
                .replace("DOMAINS", String.join(" : ", domains));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        return daemon.said();
    }

    @Override
    public String mailTo(String recipient) {
        daemon.await(Pattern.compile("=> .*" + Pattern.quote(recipient) + ".* R=keep"));
        return new Maildir(directory.resolve("mail/new")).withLine("Envelope-to: " + recipient);
    }

    @Override
    public void close() {
        daemon.close();
        // A delivery may yet be tidying up behind itself.
        Program.called("rm", "coreutils").run(Path.of("/"), "-rf", directory.toString());
    }
}
