package org.siegel.mailets.reporting;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * That a mail is one of our reports about TLS, as an attribute: no sender can set it. It is delivered over whatever TLS there is,
 * because a report about a failure must not fail by it (RFC 8460 §5.3).
 */
public final class TlsReportMark {

    private static final AttributeName NAME = AttributeName.of("siegel.tls-report");

    private TlsReportMark() {}

    public static boolean isOn(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, Boolean.class).orElse(false);
    }

    public static void put(Mail mail) {
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(true)));
    }
}
