package org.siegel.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** Whatever a zone says of a key is understood or not; nobody is authenticated by what is not about his key. */
class TlsaFuzzTest {
    private static final Identity SERVER =
            TestAuthority.root(FakeClock.at("2026-11-23T10:00:00Z")).issue("mx1.example.test");

    /** The octets of a record as they stand in an answer. */
    @FuzzTest
    void anyRecordIsUsableOrNot(byte[] data) {
        if (!(Record.newRecord(Name.root, Type.TLSA, DClass.IN, 300, data.length, data) instanceof TLSARecord read)) {
            return;
        }
        TlsaRecord record = TlsaRecord.of(
                read.getCertificateUsage(),
                read.getSelector(),
                read.getMatchingType(),
                read.getCertificateAssociationData());

        if (record.isUsable()) {
            assertThat(record.usage()).isBetween(2, 3);
            assertThat(record.data()).isNotEmpty();
        }
        assertThat(record.matches(SERVER.certificate())).isFalse();
    }
}
