package org.siegel.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.siegel.content.wire.FrameWriter;
import org.siegel.content.wire.Request;

/** Stands in the worker's place, in the hands of a stranger: it does what the document says. A process of its own. */
public final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream raw = new DataOutputStream(System.out);
        FrameWriter out = new FrameWriter(raw);
        out.ready();
        while (true) {
            Request request = Request.read(in);
            String script = new String(in.readNBytes((int) request.length()), StandardCharsets.US_ASCII);
            act(script.substring("%PDF-".length()), raw, out);
            raw.flush();
        }
    }

    private static void act(String script, DataOutputStream raw, FrameWriter out) throws IOException {
        switch (script) {
            case "good" -> {
                text(out, "gelesen");
                out.end("SCANNED");
            }
            case "giant frame" -> {
                raw.writeByte('t');
                raw.writeInt(Integer.MAX_VALUE);
            }
            case "negative frame" -> {
                raw.writeByte('t');
                raw.writeInt(-1);
            }
            case "unknown frame" -> {
                raw.writeByte('?');
                raw.writeInt(0);
            }
            case "text without run" -> out.text(new char[] {'a'}, 0, 1);
            case "bytes without entry" -> out.bytes(new byte[] {1}, 0, 1);
            case "entry in entry" -> {
                out.entry("a");
                out.entry("b");
            }
            case "end in entry" -> {
                out.entry("a");
                out.end("SCANNED");
            }
            case "unknown state" -> out.end("PERFECT");
            case "ready twice" -> out.ready();
            case "half a character" -> {
                out.run();
                raw.writeByte('t');
                raw.writeInt(1);
                raw.writeByte(0);
            }
            case "string without end" -> {
                raw.writeByte('p');
                raw.writeInt(4);
                raw.writeInt(1_000);
            }
            case "endless text" -> {
                out.run();
                char[] much = new char[10_000];
                while (true) {
                    out.text(much, 0, much.length);
                }
            }
            case "endless entry" -> {
                out.entry("a");
                byte[] much = new byte[10_000];
                while (true) {
                    out.bytes(much, 0, much.length);
                }
            }
            case "endless entries" -> {
                while (true) {
                    out.entry("");
                    out.entryEnd();
                }
            }
            case "endless empty frames" -> {
                while (true) {
                    out.run();
                }
            }
            case "silence" -> waitForEver();
            case "exit after text" -> {
                text(out, "bis hier");
                raw.flush();
                Runtime.getRuntime().halt(1);
            }
            case "exit at once" -> Runtime.getRuntime().halt(1);
            default -> throw new IOException("no such script: " + script);
        }
    }

    private static void text(FrameWriter out, String text) throws IOException {
        out.run();
        out.text(text.toCharArray(), 0, text.length());
    }

    private static void waitForEver() {
        while (true) {
            LockSupport.park();
        }
    }
}
