package org.siegel.mailets.reporting;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/** A report as a mail (RFC 8460 §5.3). ASCII only. */
record ReportMessage(ReportDocument report, String to) {

    /** No line of the parts begins so. */
    private static final String BOUNDARY = "=_tls-report";

    byte[] signed(Instant now) {
        List<String> fields = fields(now);
        String body = body();
        String message = new DkimSignature(report.from()).field(fields, body, now) + String.join("\r\n", fields)
                + "\r\n\r\n" + body;
        return message.getBytes(StandardCharsets.US_ASCII);
    }

    private List<String> fields(Instant now) {
        TlsReportSettings from = report.from();
        return List.of(
                "From: <" + from.sender() + ">",
                "To: <" + to + ">",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                "Subject: Report Domain: " + report.domain() + " Submitter: " + from.submitter() + " Report-ID: <"
                        + report.id() + ">",
                "Message-ID: <" + report.id() + "@" + from.submitter() + ">",
                "TLS-Report-Domain: " + report.domain(),
                "TLS-Report-Submitter: " + from.submitter(),
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=\"tlsrpt\"; boundary=\"" + BOUNDARY + "\"");
    }

    private String body() {
        String name = report.fileName();
        return String.join(
                        "\r\n",
                        "--" + BOUNDARY,
                        "Content-Type: text/plain; charset=us-ascii",
                        "",
                        "This is a report about TLS with the mail servers of " + report.domain() + " on " + report.day()
                                + " (UTC),",
                        "as RFC 8460 describes it. The domain asked for it by the TXT record _smtp._tls."
                                + report.domain() + ".",
                        "",
                        "--" + BOUNDARY,
                        "Content-Type: application/tlsrpt+gzip; name=\"" + name + "\"",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment; filename=\"" + name + "\"",
                        "",
                        Base64.getMimeEncoder().encodeToString(report.packed()),
                        "--" + BOUNDARY + "--")
                + "\r\n";
    }
}
