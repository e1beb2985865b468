package org.siegel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.content.wire.DocumentKind;
import org.siegel.content.wire.FrameWriter;
import org.siegel.content.wire.Request;
import org.siegel.policy.PartState;

/** All documents that come with Tika's tests: none of them needs a class that was left out of the worker. */
class EveryRealDocumentTest {

    @TempDir
    private Path folder;

    /** Numbers of documents at least, so that this cannot hold over none. */
    @ParameterizedTest
    @CsvSource({"OLE,.doc,35,1", "OLE,.xls,25,2", "OLE,.ppt,15,2", "OLE,.msg,10,1", "RTF,.rtf,30,2", "PDF,.pdf,45,2"})
    void hasADefinedEndAndMostlyAGoodOne(DocumentKind kind, String ending, int least, int bad)
            throws IOException, URISyntaxException {
        Documents documents = new Documents();
        Map<PartState, Integer> ends = new EnumMap<>(PartState.class);
        Map<String, byte[]> all = named(ending);
        for (byte[] bytes : all.values()) {
            Path file = Files.write(folder.resolve("document"), bytes);
            Request request = new Request(kind, 1L << 24, 1L << 27, 20_000, bytes.length);
            Output out = new Output(new FrameWriter(OutputStream.nullOutputStream()), request);
            ends.merge(documents.read(kind, file, out), 1, Integer::sum);
        }
        assertThat(all.size()).isGreaterThanOrEqualTo(least);
        assertThat(ends.getOrDefault(PartState.ERROR, 0)).as("%s", ends).isLessThanOrEqualTo(bad);
    }

    @Test
    void theDocumentsAreThere() throws IOException, URISyntaxException {
        assertThat(named("testWORD.doc")).hasSize(1);
    }

    private static Map<String, byte[]> named(String ending) throws IOException, URISyntaxException {
        String one = ending.equals(".pdf") ? "testPDF.pdf" : "testWORD.doc";
        URL place = EveryRealDocumentTest.class.getResource("/test-documents/" + one);
        assertThat(place).isNotNull();
        Map<String, byte[]> documents = new TreeMap<>();
        try (FileSystem jar = FileSystems.newFileSystem(place.toURI(), Map.of());
                Stream<Path> all = Files.walk(jar.getPath("/test-documents"))) {
            for (Path each :
                    all.filter(file -> file.toString().endsWith(ending)).toList()) {
                documents.put(each.toString(), Files.readAllBytes(each));
            }
        }
        return documents;
    }
}
