package org.siegel.content.worker;

import java.nio.file.Path;
import java.util.List;

/** How a worker's Java is started: small, alone, and without anything of ours. */
final class WorkerCommand {

    static final String MAIN = "org.siegel.worker.Worker";

    /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    private WorkerCommand() {}

    static ProcessBuilder of(WorkerSettings settings, Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-Xmx" + settings.heapMiB() + "m",
                "-Xss2m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // a dump would hold pieces of messages
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash"),
                // no file in a shared folder, and nobody attaches
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + folder,
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                // XML inside documents asks nobody
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-cp",
                settings.jar(),
                MAIN));
        // Credentials in the gateway's environment are none of its business.
        builder.environment().clear();
        builder.directory(folder.toFile());
        return builder;
    }
}
