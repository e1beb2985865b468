package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.siegel.mailets.notice.Undelivered.Cause;

class DeliveryStatusTest {

    @Test
    void separatesGroupsByOneEmptyLineAndFoldsLongFields() {
        Undelivered one = new Undelivered(
                Office.address("jo@praxis.test"),
                Optional.empty(),
                new Cause("5.0.0", Optional.of("550 " + "many words ".repeat(20).strip())));
        String text = new DeliveryStatus(
                        "mx.office.test",
                        Optional.empty(),
                        Optional.empty(),
                        "Mail42",
                        Reason.UNDELIVERABLE,
                        List.of(one, one))
                .text();

        assertThat(text)
                .startsWith("Reporting-MTA: dns; mx.office.test\r\nX-Siegel-Reason: undeliverable\r\n\r\nFinal-");
        assertThat(text.split("\r\n\r\n", -1)).hasSize(3);
        assertThat(text).endsWith("Final-Log-ID: Mail42\r\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 77);
        assertThat(text.replace("\r\n ", " ")).contains("Diagnostic-Code: smtp; 550 many words many");
    }
}
