package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Postfix with a configuration, a queue and mailboxes of its own; each of its servers on an address of its own. */
public final class Postfix implements Receiver {

    private final Path directory;
    private final Daemon daemon;
    private final int port;

    private Postfix(Path directory, Daemon daemon, int port) {
        this.directory = directory;
        this.daemon = daemon;
        this.port = port;
    }

    /**
     * One smtpd.
     *
     * @param address as in master.cf
     * @param options of main.cf, {@code name=value}
     */
    public record Server(String address, List<String> options) {}

    /**
     * Starts it.
     *
     * @param domains whose mail it keeps, each mail a file
     */
    public static Postfix start(List<Server> servers, List<String> domains) {
        try {
            // Its processes run as a user of their own, who must get there.
            Path directory = Files.createTempDirectory(
                    "siegel-postfix-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            int port = FreePort.any();
            for (String name : List.of("queue", "data", "mail")) {
                Files.createDirectory(directory.resolve(name));
            }
            Program.called("chown", "coreutils").run(directory, "postfix", "data");
            Program.called("chown", "coreutils").run(directory, "nobody", "mail");
            BindSigner.write(directory.resolve("main.cf"), main(directory, domains));
            BindSigner.write(directory.resolve("master.cf"), master(servers, port));
            Daemon daemon = Program.called("postfix", "postfix")
                    .start(directory, Pattern.compile("daemon started"), "-c", directory.toString(), "start-fg");
            return new Postfix(directory, daemon, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String main(Path directory, List<String> domains) {
        return """
                compatibility_level = 3.6
                queue_directory = DIRECTORY/queue
                data_directory = DIRECTORY/data
                maillog_file = /dev/stdout
                myhostname = postfix.siegel.test
                mydestination =
                inet_interfaces = all
                inet_protocols = all
                mynetworks =
                smtpd_relay_restrictions = permit_auth_destination, reject
                smtpd_recipient_restrictions =
                disable_dns_lookups = yes
                smtputf8_enable = yes
                smtputf8_autodetect_classes = all
                strict_smtputf8 = no
                alias_maps =
                virtual_mailbox_domains = DOMAINS
                virtual_mailbox_base = DIRECTORY/mail
                virtual_mailbox_maps = static:in/
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_mailbox_limit = 0
                mailbox_size_limit = 0
                message_size_limit = 0
                smtpd_tls_security_level = may
                smtpd_tls_loglevel = 1
                smtpd_tls_session_cache_database =
                smtpd_client_connection_rate_limit = 0
                smtpd_peername_lookup = no
                """.replace("DIRECTORY", directory.toString()).replace("DOMAINS", String.join(", ", domains));
    }

    private static String master(List<Server> servers, int port) {
        String services = """
                postlog unix-dgram n - n - 1 postlogd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                anvil unix - - n - 1 anvil
                virtual unix - n n - - virtual
                error unix - - n - - error
                retry unix - - n - - error
                proxymap unix - - n - - proxymap
                tlsmgr unix - - n 1000? 1 tlsmgr
                """;
        return servers.stream()
                .map(server -> server.address() + ":" + port + " inet n - n - - smtpd\n"
                        + server.options().stream()
                                .map(option -> "  -o {" + option.replaceFirst("=", " = ") + "}\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("", services, ""));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        return daemon.said();
    }

    /** The mail to that mailbox, with what was put before it, and with line ends as in files. */
    @Override
    public String mailTo(String recipient) {
        daemon.await(Pattern.compile("to=<" + Pattern.quote(recipient) + ">.*status=sent"));
        return new Maildir(directory.resolve("mail/in/new")).withLine("Delivered-To: " + recipient);
    }

    @Override
    public void close() {
        Program.called("postfix", "postfix").run(directory, "-c", directory.toString(), "stop");
        daemon.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
