package org.siegel.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.siegel.policy.PartState;

/** 7z archives. */
final class SevenZipReader {

    /** What a decoder may reserve because an archive says so. */
    static final int MEMORY_KIB = 192 * 1024;

    PartState read(Path file, Output out) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setPath(file)
                .setMaxMemoryLimitKiB(MEMORY_KIB)
                .get()) {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                // Told even if the content cannot be unpacked.
                out.newRun();
                out.text(entry.getName() == null ? "" : entry.getName());
            }
            for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (!entry.isDirectory()) {
                    try (InputStream content = archive.getInputStream(entry)) {
                        out.entry(entry.getName() == null ? "" : entry.getName(), content);
                    }
                }
            }
        }
        return PartState.SCANNED;
    }
}
