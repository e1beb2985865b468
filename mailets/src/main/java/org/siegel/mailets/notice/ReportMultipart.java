package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;

/** {@code multipart/report} with its parameter (RFC 6522 §3, RFC 3464 §2). */
final class ReportMultipart extends MimeMultipart {

    ReportMultipart() throws MessagingException {
        super("report");
        ContentType type = new ContentType(contentType);
        type.setParameter("report-type", "delivery-status");
        contentType = type.toString();
    }
}
