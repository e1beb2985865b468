package org.siegel.transport.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever outsiders publish is read to its end or refused in words. */
class TlsRptFuzzTest {

    @FuzzTest
    void anyRecordIsReadOrRefused(byte[] data) {
        TlsRptRecord record = TlsRptRecord.of(List.of(new String(data, StandardCharsets.ISO_8859_1)));

        if (record instanceof TlsRptRecord.Wanted(var mailboxes, var uploads)) {
            assertThat(mailboxes.size() + uploads.size()).isPositive();
        }
    }
}
