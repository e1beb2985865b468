package org.siegel.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What crosses the loopback interface to and from some addresses, as {@code tcpdump} sees it. Needs root. */
final class Capture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LOSS = Pattern.compile("(?m)^(\\d+) packets dropped by kernel$");
    private static final int FILE_HEAD = 24;
    private static final int PACKET_HEAD = 16;
    private static final int ETHERNET_HEAD = 14;
    private static final int IPV4 = 0x0800;

    private final Map<Direction, TreeMap<Integer, byte[]>> streams = new HashMap<>();
    private final Process tcpdump;
    private final Path packets;
    private final Path words;

    private Capture(Process tcpdump, Path packets, Path words) {
        this.tcpdump = tcpdump;
        this.packets = packets;
        this.words = words;
    }

    /** Whether it must be: in the profile with other people's programs. Elsewhere it may be left out. */
    static boolean isDemanded() {
        return Boolean.getBoolean("siegel.interop");
    }

    /**
     * Begins.
     *
     * @param network such as {@code 127.0.53.0/24}
     * @throws DemoException if that is not possible here
     */
    static Capture of(String network, Path folder) {
        Path packets = folder.resolve("packets.pcap");
        Path words = folder.resolve("tcpdump.txt");
        try {
            // not in immediate mode: its buffer has room for 256 packets only, however short they are
            Process tcpdump = new ProcessBuilder(
                            "tcpdump",
                            "-i",
                            "lo",
                            "-n",
                            "-U",
                            "-Z",
                            "root",
                            "-B",
                            "65536",
                            "-s",
                            "0",
                            "-w",
                            packets.toString(),
                            "tcp and net " + network)
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
            Capture capture = new Capture(tcpdump, packets, words);
            Patience.demand(
                    PATIENCE,
                    () -> !tcpdump.isAlive() || capture.said().contains("listening on"),
                    () -> "tcpdump does not begin: " + capture.said());
            if (!tcpdump.isAlive()) {
                throw new DemoException("tcpdump cannot listen (it needs root): " + capture.said());
            }
            return capture;
        } catch (IOException e) {
            throw new UncheckedIOException("tcpdump is missing; .ci/run installs it, or: apt-get install tcpdump", e);
        }
    }

    private String said() {
        try {
            return Files.readString(words, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when that has been captured: packets take their time, and what comes late at the end is not written. */
    void awaitSeen(String octets) {
        Patience.demand(
                PATIENCE,
                () -> {
                    try {
                        return Files.readString(packets, StandardCharsets.ISO_8859_1)
                                .contains(octets);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                () -> "the capture does not see \"" + octets + "\", which was sent: " + said());
    }

    /** Ends it. */
    @Override
    public void close() {
        tcpdump.destroy();
        try {
            if (!tcpdump.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                tcpdump.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tcpdump.destroyForcibly();
        }
    }

    /** The packets that were too fast for it. After the end. */
    long missed() {
        var loss = LOSS.matcher(said());
        if (!loss.find()) {
            throw new DemoException("tcpdump does not tell what it missed: " + said());
        }
        return Long.parseLong(loss.group(1));
    }

    /**
     * What each side of each connection sent, in order, one character an octet. After the end.
     *
     * @param address only what goes there or comes from there
     */
    List<String> sent(InetAddress address) {
        if (streams.isEmpty()) {
            read();
        }
        byte[] wanted = address.getAddress();
        return streams.entrySet().stream()
                .filter(stream -> stream.getKey().concerns(wanted))
                .map(stream -> joined(stream.getValue()))
                .toList();
    }

    private void read() {
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(packets)).order(ByteOrder.LITTLE_ENDIAN);
            file.position(FILE_HEAD);
            while (file.remaining() >= PACKET_HEAD) {
                int length = file.getInt(file.position() + 8);
                file.position(file.position() + PACKET_HEAD);
                if (file.remaining() < length) {
                    throw new DemoException("the capture ends in the middle of a packet");
                }
                byte[] packet = new byte[length];
                file.get(packet);
                note(ByteBuffer.wrap(packet));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Addresses and ports of both sides. */
    private record Direction(ByteBuffer addresses, int ports) {
        boolean concerns(byte[] address) {
            ByteBuffer wanted = ByteBuffer.wrap(address);
            return addresses.slice(0, address.length).equals(wanted)
                    || addresses.slice(address.length, address.length).equals(wanted);
        }
    }

    private void note(ByteBuffer ethernet) {
        if (ethernet.getShort(ETHERNET_HEAD - 2) != IPV4) {
            throw new DemoException("the capture holds a packet that is not of IPv4");
        }
        ByteBuffer ip = ethernet.slice(ETHERNET_HEAD, ethernet.limit() - ETHERNET_HEAD);
        int head = (ip.get(0) & 0xF) * 4;
        int length = ip.getShort(2) & 0xFFFF;
        // Packets that the interface is to cut up itself may say nothing of their length.
        ByteBuffer tcp = ip.slice(head, (length == 0 ? ip.limit() : length) - head);
        int dataAt = (tcp.get(12) >> 4 & 0xF) * 4;
        byte[] data = new byte[tcp.limit() - dataAt];
        tcp.get(dataAt, data);
        if (data.length > 0) {
            streams.computeIfAbsent(
                            new Direction(ip.slice(12, 8), tcp.getInt(0)),
                            // After the greatest number of an octet the smallest comes.
                            _direction -> new TreeMap<>((one, other) -> one - other))
                    .merge(tcp.getInt(4), data, (old, again) -> old.length >= again.length ? old : again);
        }
    }

    /** What was sent twice may be there twice, which harms nobody who looks for something. */
    private static String joined(Map<Integer, byte[]> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.values().forEach(piece -> text.append(new String(piece, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }
}
