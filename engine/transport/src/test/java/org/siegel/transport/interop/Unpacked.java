package org.siegel.transport.interop;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of Debian packages that cannot be installed beside Postfix; .ci/run takes them apart into {@code work/debian}. */
final class Unpacked {

    private static final Path PLACE = Path.of("..", "..", "work", "debian");

    private Unpacked() {}

    /**
     * The file.
     *
     * @throws AssertionError if it is not there
     */
    static Path file(String debianPackage, String path) {
        Path file = PLACE.resolve(debianPackage).resolve(path).toAbsolutePath().normalize();
        if (!Files.isExecutable(file)) {
            throw new AssertionError(file + " is missing; .ci/run puts it there, or: apt-get download " + debianPackage
                    + ", dpkg -x (tests beside other servers run in profile interop only)");
        }
        return file;
    }
}
