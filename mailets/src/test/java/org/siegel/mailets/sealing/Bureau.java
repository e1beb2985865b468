package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.apache.james.core.MailAddress;
import org.apache.mailet.base.test.FakeMail;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.policy.AskRules;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.SealingRules;
import org.siegel.store.Store;

/** An organisation that seals all it sends. */
final class Bureau {

    private Bureau() {}

    static Policy policy(SealingRules sealing) {
        return Organisation.policy(Procedure.PASSWORD_PDF, sealing, AskRules.STANDARD);
    }

    static Store store(Path home) {
        return Organisation.store(home, "node", Clock.systemUTC());
    }

    static SealingGroups groups(Policy policy, Store store) {
        return new SealingGroups(new RefusedContainers(policy, store.containerRefusals()));
    }

    static FakeMail mail(String... recipients) throws MessagingException {
        String text = """
                From: Erika <erika@office.test>
                To: jo@praxis.test
                Subject: Termin
                Message-ID: <original-1@office.test>
                Content-Type: text/plain

                Geheimer Inhalt
                """;
        return FakeMail.builder()
                .name("Mail42")
                .sender("erika@office.test")
                .recipients(recipients)
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))))
                .state("password-pdf")
                .build();
    }

    /** With two attached tables, so that a ZIP may go along. */
    static FakeMail mailWithTables(String recipient) throws MessagingException {
        String text = """
                From: Erika <erika@office.test>
                To: jo@praxis.test
                Subject: Tabellen
                Message-ID: <original-2@office.test>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=xx

                --xx
                Content-Type: text/plain

                Geheimer Inhalt
                --xx
                Content-Type: text/csv; name=eins.csv
                Content-Disposition: attachment; filename=eins.csv

                a;b
                --xx
                Content-Type: text/csv; name=zwei.csv
                Content-Disposition: attachment; filename=zwei.csv

                c;d
                --xx--
                """;
        FakeMail mail = mail(recipient);
        mail.setMessage(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
        return mail;
    }

    static MailAddress address(String text) throws MessagingException {
        return new MailAddress(text);
    }
}
