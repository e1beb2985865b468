package org.siegel.transport.judgement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Data files that lie beside the classes of this package. */
final class Resources {

    private Resources() {}

    static String text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The data file " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The data file " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
