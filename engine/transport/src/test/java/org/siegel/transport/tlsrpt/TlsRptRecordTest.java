package org.siegel.transport.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reports are wanted (RFC 8460 §3). */
class TlsRptRecordTest {

    @Test
    void addressesOfBothKindsAreRead() {
        TlsRptRecord record = TlsRptRecord.of(List.of(
                "v=spf1 -all", "v=TLSRPTv1; rua=mailto:reports@example.com,https://r.example.com/v1?a=b; later=x;"));

        assertThat(record)
                .isEqualTo(new TlsRptRecord.Wanted(
                        List.of(URI.create("mailto:reports@example.com")),
                        List.of(URI.create("https://r.example.com/v1?a=b"))));
    }

    @Test
    void anAddressOfAnotherKindIsLeftAside() {
        TlsRptRecord record = TlsRptRecord.of(List.of("v=TLSRPTv1;rua=xmpp:a@b.test,mailto:c@d.test"));

        assertThat(record).isEqualTo(new TlsRptRecord.Wanted(List.of(URI.create("mailto:c@d.test")), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=TLSRPTv1;",
                "v=TLSRPTv1; rua=",
                "v=TLSRPTv1; rua=reports@example.com",
                "v=TLSRPTv1; rua=mailto:",
                "v=TLSRPTv1; rua=mailto:nobody",
                "v=TLSRPTv1; rua=https:///path",
                "v=TLSRPTv1; rua=http://plain.test/",
                "v=TLSRPTv1; rua=mailto:a@b.test!10m",
                "v=TLSRPTv1; rua=mailto:a@b.test, mailto:c@d.test",
                "v=TLSRPTv1; rua=mailto:a@b.test,",
                "v=TLSRPTv1; rua=mailto:a@b.test; rua=mailto:a@b.test",
                "v=TLSRPTv1; other=a=b; rua=mailto:a@b.test"
            })
    void countsAsNoneIfItIsNotWellFormed(String text) {
        assertThat(TlsRptRecord.of(List.of(text))).isInstanceOf(TlsRptRecord.Malformed.class);
    }

    @Test
    void thereIsNoneOrThereAreSeveral() {
        assertThat(TlsRptRecord.of(List.of("v=STSv1; id=a"))).isEqualTo(new TlsRptRecord.Absent());
        assertThat(TlsRptRecord.of(List.of("v=TLSRPTv1; rua=mailto:a@b.test", "v=TLSRPTv1; rua=mailto:a@b.test")))
                .isInstanceOf(TlsRptRecord.Malformed.class);
    }
}
