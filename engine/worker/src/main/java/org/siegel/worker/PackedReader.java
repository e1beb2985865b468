package org.siegel.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.siegel.policy.PartState;

/** One file packed by itself. Several packed ones in a row are one file, as the tools have it. */
final class PackedReader {

    PartState readBzip2(Path file, Output out) throws IOException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file))) {
            out.entry("", new BZip2CompressorInputStream(packed, true));
        }
        return PartState.SCANNED;
    }

    PartState readXz(Path file, Output out) throws IOException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file))) {
            out.entry(
                    "",
                    XZCompressorInputStream.builder()
                            .setInputStream(packed)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(SevenZipReader.MEMORY_KIB)
                            .get());
        }
        return PartState.SCANNED;
    }
}
