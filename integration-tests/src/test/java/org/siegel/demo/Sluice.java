package org.siegel.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.siegel.testing.Loopback;

/** Before a server of this machine: while it is shut, nobody reaches it, and whoever was connected is cut off. */
final class Sluice implements AutoCloseable {

    private final ServerSocket outside;
    private final int inside;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isShut;

    private Sluice(ServerSocket outside, int inside) {
        this.outside = outside;
        this.inside = inside;
    }

    /** Open. */
    static Sluice to(int port) throws IOException {
        Sluice sluice = new Sluice(new ServerSocket(0, 50, Loopback.address()), port);
        Thread.ofPlatform().daemon().name("sluice").start(sluice::accept);
        return sluice;
    }

    int port() {
        return outside.getLocalPort();
    }

    void shut() {
        isShut = true;
        sockets.forEach(Sluice::end);
    }

    void open() {
        isShut = false;
    }

    private void accept() {
        while (!outside.isClosed()) {
            try {
                join(outside.accept());
            } catch (IOException _closedOrRefused) {
                // the next one, if there is one
            }
        }
    }

    private void join(Socket client) throws IOException {
        sockets.add(client);
        if (isShut) {
            end(client);
            return;
        }
        Socket server = new Socket(Loopback.address(), inside);
        sockets.add(server);
        Thread.ofPlatform().daemon().start(() -> pass(client, server));
        Thread.ofPlatform().daemon().start(() -> pass(server, client));
        if (isShut) { // meanwhile
            end(client);
            end(server);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _cut) {
            // ended below
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _endedAlready) {
            // that is all that was wanted
        }
    }

    @Override
    public void close() throws IOException {
        outside.close();
        shut();
    }
}
