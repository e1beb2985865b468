package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * OpenSMTPD behind stunnel, which answers STARTTLS for it and offers nothing else before; what OpenSMTPD can do it tells inside TLS.
 *
 * <p>Debian 12's OpenSMTPD 6.8 completes no handshake of its own: it keeps its private keys in a process apart and marks the public key
 * in its server for that, and OpenSSL 3 loses the mark ("missing private key").
 *
 * <p>It runs from where its package was taken apart, in a mount namespace with accounts, a spool and a chroot of its own.
 */
public final class OpenSmtpd implements Receiver {

    private static final String ENTRY = """
            set -e
            cp /etc/passwd passwd
            cp /etc/group group
            id=64011
            for name in opensmtpd opensmtpq keeper; do
                echo "$name:x:$id:$id::/var/lib/opensmtpd/empty:/usr/sbin/nologin" >>passwd
                echo "$name:x:$id:" >>group
                id=$((id + 1))
            done
            mount --bind passwd /etc/passwd
            mount --bind group /etc/group
            mount --bind "$1/usr/libexec" /usr/libexec
            for hidden in /run /var/spool /var/lib; do
                mount -t tmpfs none $hidden
            done
            mkdir -p /var/lib/opensmtpd/empty
            mkdir -m 711 /var/spool/smtpd
            chown keeper mail
            umask 022
            exec "$1/usr/sbin/smtpd" -dv -T smtp -f "$PWD/smtpd.conf"
            """;

    private final Path directory;
    private final Daemon daemon;
    private final Daemon tls;
    private final int port;

    private OpenSmtpd(Path directory, Daemon daemon, Daemon tls, int port) {
        this.directory = directory;
        this.daemon = daemon;
        this.tls = tls;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param port    of the address that it listens at
     * @param pem     its key and its chain
     * @param domains whose mail it keeps, each mail a file
     */
    public static OpenSmtpd start(String address, int port, Path pem, List<String> domains) {
        try {
            Path root = Unpacked.file("opensmtpd", "usr/sbin/smtpd")
                    .getParent()
                    .getParent()
                    .getParent();
            // What keeps the mails runs as a user of its own, who must get there.
            Path directory = Files.createTempDirectory(
                    "siegel-opensmtpd-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.createDirectory(directory.resolve("mail"));
            int inner = FreePort.any();
            BindSigner.write(directory.resolve("smtpd.conf"), configuration(directory, address, inner, domains));
            BindSigner.write(directory.resolve("stunnel.conf"), tunnel(address, port, inner, pem));
            Daemon daemon = Program.called("unshare", "util-linux")
                    .start(
                            directory,
                            Pattern.compile("smtp: will accept"),
                            "--mount",
                            "sh",
                            "-c",
                            ENTRY,
                            "opensmtpd",
                            root.toString());
            Daemon tls = tls(directory, daemon);
            return new OpenSmtpd(directory, daemon, tls, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Daemon tls(Path directory, Daemon behind) {
        try {
            return Program.called("stunnel4", "stunnel4")
                    .start(
                            directory,
                            Pattern.compile("Accepting new connections"),
                            directory.resolve("stunnel.conf").toString());
        } catch (AssertionError e) {
            behind.close();
            throw e;
        }
    }

    private static String configuration(Path directory, String address, int port, List<String> domains) {
        return """
                smtp max-message-size "100M"
                listen on ADDRESS port PORT hostname opensmtpd.siegel.test
                action keep maildir "DIRECTORY/mail" virtual { "@" = "keeper" }
                match from any for domain { DOMAINS } action keep
                """.replace("DIRECTORY", directory.toString())
                .replace("ADDRESS", address)
                .replace("PORT", Integer.toString(port))
                .replace(
                        "DOMAINS",
                        domains.stream().map(domain -> '"' + domain + '"').collect(Collectors.joining(", ")));
    }

    private static String tunnel(String address, int port, int inner, Path pem) {
        return """
                foreground = yes
                pid =
                syslog = no
                debug = info
                [smtp]
                protocol = smtp
                accept = ADDRESS:PORT
                connect = ADDRESS:INNER
                cert = PEM
                """.replace("ADDRESS", address)
                .replace("PORT", Integer.toString(port))
                .replace("INNER", Integer.toString(inner))
                .replace("PEM", pem.toString());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        return daemon.said() + "\n" + tls.said();
    }

    @Override
    public String mailTo(String recipient) {
        daemon.await(Pattern.compile("mda delivery .* rcpt=<" + Pattern.quote(recipient) + ">.*stat=Delivered"));
        return new Maildir(directory.resolve("mail/new")).withLine("Delivered-To: " + recipient);
    }

    @Override
    public void close() {
        tls.close();
        daemon.close();
        // A delivery may yet be tidying up behind itself.
        Program.called("rm", "coreutils").run(Path.of("/"), "-rf", directory.toString());
    }
}
