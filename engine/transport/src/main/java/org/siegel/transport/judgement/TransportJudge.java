package org.siegel.transport.judgement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Remark;
import org.siegel.policy.Remark.Kind;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.tls.TlsObservation;

/** Judges an observed transfer: the same facts on the same day, the same grade. */
public final class TransportJudge {

    private final TransportRules rules;
    private final CryptoProfile qualified;
    private final CryptoProfile mandatory = CryptoProfile.named("dsk-mandatory");

    public TransportJudge(TransportRules rules) {
        this.rules = rules;
        this.qualified = CryptoProfile.named(rules.qualifiedProfile());
    }

    /** The profile for qualified transfer. */
    public CryptoProfile qualifiedProfile() {
        return qualified;
    }

    /** The profile for obligatory encryption. */
    public CryptoProfile mandatoryProfile() {
        return mandatory;
    }

    /** What the transfer is worth on the clock's day. */
    public Judgement judge(ObservedTransfer transfer, Clock clock) {
        LocalDate today = LocalDate.now(clock);
        List<Finding> findings = new ArrayList<>(whoItIs(transfer));
        List<Finding> shortOfMandatory = new ArrayList<>();
        TransportGrade grade;
        if (transfer.tls().isEmpty()) {
            Finding none = new Finding(Criterion.STARTTLS, Status.FAILED, transfer.noTls());
            findings.add(none);
            shortOfMandatory.add(none);
            grade = TransportGrade.NONE;
        } else {
            TlsObservation tls = transfer.tls().get();
            boolean isLeafBound = isLeafBound(transfer.authentication());
            findings.add(new Finding(Criterion.STARTTLS, Status.PASSED, Remark.of(Kind.TLS_ESTABLISHED)));
            findings.addAll(CryptoJudge.judge(qualified, tls, isLeafBound, today));
            CryptoJudge.judge(mandatory, tls, isLeafBound, today).stream()
                    .filter(finding -> !finding.isFulfilled())
                    .forEach(shortOfMandatory::add);
            grade = grade(findings, shortOfMandatory);
        }
        return new Judgement(grade, findings, shortOfMandatory, prohibition(transfer), qualified.label());
    }

    private static TransportGrade grade(List<Finding> findings, List<Finding> shortOfMandatory) {
        if (!shortOfMandatory.isEmpty()) {
            return TransportGrade.OPPORTUNISTIC;
        }
        return findings.stream().allMatch(Finding::isFulfilled) ? TransportGrade.QUALIFIED : TransportGrade.MANDATORY;
    }

    private List<Finding> whoItIs(ObservedTransfer transfer) {
        List<Finding> findings = new ArrayList<>();
        findings.add(mxSecurity(transfer));
        findings.add(addressSecurity(transfer));
        StsFinding.of(transfer).ifPresent(findings::add);
        CorroborationFinding.of(transfer.corroboration()).ifPresent(findings::add);
        findings.add(authentication(transfer.authentication()));
        RevocationFinding.of(transfer.authentication(), qualified.level(Criterion.REVOCATION))
                .ifPresent(findings::add);
        return findings;
    }

    private Finding mxSecurity(ObservedTransfer transfer) {
        if (transfer.mx() == Security.SECURE && rules.secureMx().contains(MxTrust.DNSSEC)) {
            return new Finding(Criterion.MX_SECURITY, Status.PASSED, Remark.of(Kind.MX_BY_DNSSEC));
        }
        return vouchedFor(transfer)
                .map(trust -> new Finding(Criterion.MX_SECURITY, Status.PASSED, Remark.of(name(trust))))
                .orElseGet(() -> new Finding(Criterion.MX_SECURITY, Status.FAILED, Remark.of(unsecured(transfer))));
    }

    private static Kind name(MxTrust trust) {
        return switch (trust) {
            case DNSSEC -> Kind.MX_BY_DNSSEC;
            case PINNED -> Kind.MX_CONFIRMED;
            case MTA_STS -> Kind.MX_BY_MTA_STS;
            case CORROBORATED -> Kind.MX_CORROBORATED;
        };
    }

    private static Kind unsecured(ObservedTransfer transfer) {
        return transfer.sts().vouchesForHost() ? Kind.MX_BY_MTA_STS_ALONE : Kind.MX_NOT_SECURED;
    }

    /** A server that proved a name which is known to be right is the right one wherever its address came from. */
    private Finding addressSecurity(ObservedTransfer transfer) {
        if (transfer.addresses() == Security.SECURE) {
            return new Finding(Criterion.ADDRESS_SECURITY, Status.PASSED, Remark.of(Kind.ADDRESS_BY_DNSSEC));
        }
        return vouchedFor(transfer)
                .map(trust -> new Finding(Criterion.ADDRESS_SECURITY, Status.REPORTED, Remark.of(addressOf(trust))))
                .orElseGet(() ->
                        new Finding(Criterion.ADDRESS_SECURITY, Status.FAILED, Remark.of(Kind.ADDRESS_NOT_SECURED)));
    }

    private static Kind addressOf(MxTrust trust) {
        return switch (trust) {
            case DNSSEC -> Kind.ADDRESS_BY_DNSSEC;
            case PINNED -> Kind.ADDRESS_OF_CONFIRMED_NAME;
            case MTA_STS -> Kind.ADDRESS_OF_NAME_BY_MTA_STS;
            case CORROBORATED -> Kind.ADDRESS_OF_CORROBORATED_NAME;
        };
    }

    /** By what else than DNSSEC the name of the host is known to be right, if the officer lets that count. */
    private Optional<MxTrust> vouchedFor(ObservedTransfer transfer) {
        if (transfer.isPinned() && rules.secureMx().contains(MxTrust.PINNED)) {
            return Optional.of(MxTrust.PINNED);
        }
        if (transfer.sts().vouchesForHost() && rules.secureMx().contains(MxTrust.MTA_STS)) {
            return Optional.of(MxTrust.MTA_STS);
        }
        return transfer.corroboration() instanceof CorroborationStanding.Corroborated
                        && rules.secureMx().contains(MxTrust.CORROBORATED)
                ? Optional.of(MxTrust.CORROBORATED)
                : Optional.empty();
    }

    private static Finding authentication(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Dane(var record) ->
                new Finding(
                        Criterion.AUTHENTICATION,
                        Status.PASSED,
                        Remark.of(
                                Kind.BY_DANE, record.usage() + " " + record.selector() + " " + record.matchingType()));
            case Authentication.Pkix(var name, var _revocation) ->
                new Finding(Criterion.AUTHENTICATION, Status.PASSED, Remark.of(Kind.BY_PKIX, name));
            case Authentication.PinnedKey _pinned ->
                new Finding(Criterion.AUTHENTICATION, Status.PASSED, Remark.of(Kind.BY_PINNED_KEY));
            case Authentication.Revoked(var reason) -> new Finding(Criterion.AUTHENTICATION, Status.FAILED, reason);
            case Authentication.None(var reason) -> new Finding(Criterion.AUTHENTICATION, Status.FAILED, reason);
            case Authentication.Violated(var reason) -> new Finding(Criterion.AUTHENTICATION, Status.FAILED, reason);
        };
    }

    private static boolean isLeafBound(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Dane(var record) -> record.usage() == TlsaRecord.DANE_EE;
            case Authentication.PinnedKey _pinned -> true;
            case Authentication.Pkix _pkix -> false;
            case Authentication.Revoked _revoked -> false;
            case Authentication.None _none -> false;
            case Authentication.Violated _violated -> false;
        };
    }

    private static Optional<String> prohibition(ObservedTransfer transfer) {
        return transfer.authentication() instanceof Authentication.Violated(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
