package org.siegel.transport.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two hosts, each a network namespace, with a cable between them on which there are only addresses of IPv6. Needs root.
 *
 * <p>Behind the cable there seems to be a network of IPv4, too: nobody answers there.
 */
public final class SixOnly implements AutoCloseable {

    /** Of the sender. */
    public static final String SENDER = "fd53::1";

    /** Of the receiver. */
    public static final String RECEIVER = "fd53::2";

    /** The sender has no route to this one. */
    public static final String WITHOUT_ROUTE = "192.0.2.1";

    /** From this one comes nothing. */
    public static final String SILENT = "198.51.100.1";

    private static final Path HERE = Path.of(".");

    private final Program ip = Program.called("ip", "iproute2");
    private final String sender = "siegel-s" + ProcessHandle.current().pid();
    private final String receiver = "siegel-r" + ProcessHandle.current().pid();

    private SixOnly() {}

    /**
     * Makes both.
     *
     * @throws AssertionError if that is not possible here
     */
    public static SixOnly create() {
        SixOnly hosts = new SixOnly();
        try {
            hosts.build();
            return hosts;
        } catch (AssertionError e) {
            hosts.close();
            throw e;
        }
    }

    private void build() {
        ip("netns", "add", sender);
        ip("netns", "add", receiver);
        ip("-n", sender, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", receiver);
        host(sender, SENDER);
        host(receiver, RECEIVER);
        ip("-n", sender, "route", "add", SILENT + "/32", "dev", "cable");
        // An address of an interface nobody is at: else there is none that a packet to the silent one could come from.
        ip("-n", sender, "addr", "add", "198.51.100.2/32", "dev", "lo");
    }

    private void host(String namespace, String address) {
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", namespace, "addr", "add", address + "/64", "dev", "cable", "nodad");
        ip("-n", namespace, "link", "set", "cable", "up");
    }

    private void ip(String... words) {
        ip.run(HERE, words);
    }

    /** What is to be put before a command that is for the receiver. */
    List<String> onReceiver() {
        return List.of(ip.file().toString(), "netns", "exec", receiver);
    }

    /** Runs a Java class of the tests on the sender; gives what it said. */
    public String runOnSender(Class<?> main, String... arguments) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> java = List.of(
                "netns",
                "exec",
                sender,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                main.getName());
        return ip.run(HERE, Stream.concat(java.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    @Override
    public void close() {
        for (String namespace : List.of(sender, receiver)) {
            if (ip.run(HERE, "netns", "list").contains(namespace)) {
                ip("netns", "del", namespace);
            }
        }
    }
}
