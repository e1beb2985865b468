package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.siegel.testing.Loopback;

/**
 * Debian's Postfix with a configuration and queue of its own; the installed one is not touched. All that is not about where
 * mail comes from and goes to is as Debian ships it.
 */
final class Postfix implements Side {

    private static final int READY_SECONDS = 30;

    private final String name;
    private final int port;
    private final Process master;

    private Postfix(String name, int port, Process master) {
        this.name = name;
        this.port = port;
        this.master = master;
    }

    /**
     * Starts it.
     *
     * @param isReusing connections and TLS sessions, as {@code smtp_tls_connection_reuse} has it
     */
    @AtTheEdge
    static Postfix start(Path home, InetSocketAddress sink, boolean isReusing)
            throws IOException, InterruptedException {
        int port = freePort();
        Path conf = Files.createDirectories(home.resolve("conf"));
        Path queue = Files.createDirectories(home.resolve("queue"));
        Path data = Files.createDirectories(home.resolve("data"));
        run("chown", "postfix", data.toString());
        Files.writeString(conf.resolve("main.cf"), main(home, queue, data, sink, isReusing));
        Files.writeString(conf.resolve("master.cf"), services(port));
        Process master = new ProcessBuilder("/usr/sbin/postfix", "-c", conf.toString(), "start-fg")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile())
                .start();
        Postfix postfix = new Postfix(isReusing ? "postfix-tls-reuse" : "postfix-tls", port, master);
        postfix.awaitReady(home);
        return postfix;
    }

    private static String main(Path home, Path queue, Path data, InetSocketAddress sink, boolean isReusing) {
        String reuse = isReusing ? String.format(Locale.ROOT, """
                smtp_tls_connection_reuse = yes
                smtp_tls_session_cache_database = btree:%s/smtp_scache
                """, data) : "";
        return String.format(
                        Locale.ROOT,
                        """
                compatibility_level = 3.6
                queue_directory = %s
                data_directory = %s
                daemon_directory = /usr/lib/postfix/sbin
                command_directory = /usr/sbin
                mail_owner = postfix
                setgid_group = postdrop
                maillog_file_prefixes = %s
                maillog_file = %s/mail.log
                myhostname = postfix.organisation.test
                mydestination =
                local_recipient_maps =
                alias_maps =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                relayhost = [%s]:%d
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtp_tls_security_level = encrypt
                """,
                        queue,
                        data,
                        home,
                        home,
                        sink.getAddress().getHostAddress(),
                        sink.getPort())
                + reuse;
    }

    /** As Debian's, without chroot and without what a relay does not need. */
    private static String services(int port) {
        return String.format(Locale.ROOT, """
                127.0.0.1:%d inet n - n - - smtpd
                pickup    unix n - n 60 1 pickup
                cleanup   unix n - n - 0 cleanup
                qmgr      unix n - n 300 1 qmgr
                tlsmgr    unix - - n 1000? 1 tlsmgr
                rewrite   unix - - n - - trivial-rewrite
                bounce    unix - - n - 0 bounce
                defer     unix - - n - 0 bounce
                trace     unix - - n - 0 bounce
                verify    unix - - n - 1 verify
                flush     unix n - n 1000? 0 flush
                proxymap  unix - - n - - proxymap
                smtp      unix - - n - - smtp
                relay     unix - - n - - smtp
                showq     unix n - n - - showq
                error     unix - - n - - error
                retry     unix - - n - - error
                discard   unix - - n - - discard
                anvil     unix - - n - 1 anvil
                scache    unix - - n - 1 scache
                tlsproxy  unix - - n - 0 tlsproxy
                postlog   unix-dgram n - n - 1 postlogd
                """, port);
    }

    @AtTheEdge
    private void awaitReady(Path home) throws IOException, InterruptedException {
        for (int i = 0; i < READY_SECONDS * 10; i++) {
            try (Socket probe = new Socket(Loopback.address(), port)) {
                if (probe.getInputStream().read() == '2') {
                    return;
                }
            } catch (IOException _notYet) {
                Thread.sleep(100);
            }
        }
        master.destroy();
        throw new IOException("Postfix did not start. It said: " + Files.readString(home.resolve("output.txt"))
                + (Files.exists(home.resolve("mail.log")) ? Files.readString(home.resolve("mail.log")) : ""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, Loopback.address())) {
            return any.getLocalPort();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String durability() {
        return "one forced write for a mail, before 250";
    }

    @Override
    public List<Long> processes() throws IOException {
        List<Long> all = new ArrayList<>();
        for (long process : ProcessCosts.family(master.pid())) {
            all.addAll(process == master.pid() ? List.of(process) : ProcessCosts.family(process));
        }
        return all;
    }

    /** {@code master} ends its services with itself. */
    @Override
    public void close() {
        List<ProcessHandle> family = master.descendants().toList();
        master.destroy();
        if (master.toHandle()
                        .onExit()
                        .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                        .join()
                == null) {
            master.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
