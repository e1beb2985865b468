package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.stream.Stream;
import org.siegel.testing.Loopback;

/** For servers that cannot choose a port and tell it. */
final class FreePort {

    private FreePort() {}

    /** Free for TCP and UDP on 127.0.0.1 a moment ago. */
    static int any() {
        return Stream.generate(FreePort::forTcp)
                .filter(FreePort::isFreeForUdp)
                .findFirst()
                .orElseThrow();
    }

    private static int forTcp() {
        try (ServerSocket tcp = new ServerSocket(0, 1, Loopback.address())) {
            return tcp.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFreeForUdp(int port) {
        try (DatagramSocket udp = new DatagramSocket(port, Loopback.address())) {
            return udp.isBound();
        } catch (SocketException _taken) {
            return false;
        }
    }
}
