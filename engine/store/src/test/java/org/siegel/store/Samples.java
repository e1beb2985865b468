package org.siegel.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.policy.Choice;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.Procedure;
import org.siegel.policy.Remark;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;
import org.siegel.store.ObservedConnection.Dns;

/** Attempts to record. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    static final Clock AT_NOON = Clock.fixed(NOON, java.time.ZoneOffset.UTC);

    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("very-high", 2);

    private Samples() {}

    static MailCopy copy(String mailName, String recipient, int attempt) {
        return new MailCopy(
                mailName,
                Optional.of("<1@sender.invalid>"),
                Optional.of("anna@sender.invalid"),
                recipient,
                recipient.substring(recipient.indexOf('@') + 1),
                attempt);
    }

    static Attempt delivered(String mailName, String recipient) {
        return new Attempt(copy(mailName, recipient, 1), judgement(), Handling.of(Outcome.DELIVERED));
    }

    /** With everything that a record can hold. */
    static Attempt full() {
        Handling handling = Handling.of(Outcome.DELIVERED)
                .over(connection())
                .in(new Container(
                        Container.Format.PDF,
                        "K7Q2",
                        "ab".repeat(32),
                        List.of(
                                new Container.Beside(Container.Format.PDF, "cd".repeat(32)),
                                new Container.Beside(Container.Format.ZIP, "ef".repeat(32)))))
                .encoded()
                .answered(new SmtpReply(250, "2.0.0 queued as \"4711\" \u2713"));
        return new Attempt(copy("Mail1700-full", "bernd@recipient.invalid", 3), judgement(), handling);
    }

    static HeldMail held(String mailName) {
        return new HeldMail(
                mailName,
                "file://var/mail/held/",
                "erika@office.invalid",
                List.of("jo@praxis.invalid", "ü\0\"@praxis.invalid"),
                Optional.of("Befund für Frau Müller"),
                "high",
                List.of(Choice.PASSWORD_PDF, Choice.SEND, Choice.WITHDRAW),
                List.of(PasswordWay.TO_SENDER, PasswordWay.SMS),
                Map.of(
                        "de",
                        List.of(new HeldMail.Fact("Erkannt", "IBAN")),
                        "en",
                        List.of(new HeldMail.Fact("Found", "IBAN"))));
    }

    static Judgement judgement() {
        return new Judgement(
                new Risk(
                        HIGH,
                        List.of(
                                new RiskReason("iban", 4, "attachment 2 (text/plain)", HIGH),
                                new RiskReason("tag:vertraulich", 1, "subject", NORMAL))),
                new Judgement.Prediction(new Outlook.Predicted(TransportGrade.QUALIFIED), findings()),
                new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED),
                new Judgement.Basis("2026-11", "bsi-2026", "2026-01"));
    }

    static ObservedConnection connection() {
        return new ObservedConnection(
                "mx1.recipient.invalid",
                "2001:db8::25",
                25,
                TransportGrade.MANDATORY,
                findings(),
                Optional.of(new ObservedConnection.Tls(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        Optional.of("X25519MLKEM768"),
                        Optional.of("ecdsa_secp256r1_sha256"),
                        Optional.of("cd".repeat(32)))),
                new Dns(Dns.State.SECURE, Dns.State.INSECURE, Dns.State.INDETERMINATE));
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(Criterion.VERSION, Finding.Status.PASSED, Remark.of(Remark.Kind.NEGOTIATED, "TLSv1.3")),
                new Finding(Criterion.LEAF_KEY, Finding.Status.REPORTED, "RSA 2048, 3000 recommended"),
                new Finding(Criterion.REVOCATION, Finding.Status.UNKNOWN, "no staple"),
                new Finding(Criterion.MX_SECURITY, Finding.Status.FAILED, "unsigned"));
    }
}
