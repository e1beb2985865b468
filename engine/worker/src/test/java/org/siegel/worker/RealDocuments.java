package org.siegel.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Documents that real programs wrote; they come with the tests of Apache Tika. */
final class RealDocuments {

    private RealDocuments() {}

    static byte[] named(String name) {
        try (InputStream in = RealDocuments.class.getResourceAsStream("/test-documents/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no document " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
