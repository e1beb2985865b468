package org.siegel.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.siegel.content.wire.FrameWriter;

/** The main program: reads samples, says that it is ready, and answers until its input ends or the gateway does. */
public final class Worker {

    private static final int BUFFER = 64 * 1024;

    private Worker() {}

    /** Started by the gateway. */
    @AtTheEdge
    public static void main(String[] args) throws IOException {
        ProcessHandle.current().parent().ifPresent(Worker::endWith);
        FrameWriter out = new FrameWriter(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
        // What a library prints must not stand between the frames.
        System.setOut(System.err);
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, BUFFER));
        new Service(in, out, folder).run();
    }

    /** Whatever it is reading then. */
    private static void endWith(ProcessHandle gateway) {
        var unused = gateway.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }
}
