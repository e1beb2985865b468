package org.siegel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.ConnectionFacts;
import org.siegel.transport.delivery.MxVerdict;
import org.siegel.transport.delivery.MxVerdict.Standing;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Verdict;
import org.siegel.transport.judgement.CodePoints;
import picocli.CommandLine.Help.Ansi;

/** A verdict as a person reads it, and as a program does. */
final class VerdictReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Verdict verdict;
    private final String profile;
    private final Tongue tongue;

    /** @param profile name and edition */
    VerdictReport(Verdict verdict, String profile, Tongue tongue) {
        this.verdict = verdict;
        this.profile = profile;
        this.tongue = tongue;
    }

    /** The name of the grade, or {@code undetermined} or {@code nowhere}. */
    String grade() {
        return switch (verdict.prediction()) {
            case Prediction.Known known -> known.grade().configName();
            case Prediction.Undetermined _undetermined -> "undetermined";
            case Prediction.Nowhere _nowhere -> "nowhere";
        };
    }

    int exitCode() {
        return switch (verdict.prediction()) {
            case Prediction.Known known ->
                switch (known.grade()) {
                    case QUALIFIED -> 0;
                    case MANDATORY -> 1;
                    case OPPORTUNISTIC -> 2;
                    case NONE -> 3;
                };
            case Prediction.Undetermined _undetermined -> 4;
            case Prediction.Nowhere _nowhere -> 4;
        };
    }

    /** The reason in one sentence. */
    String sentence() {
        String why = switch (verdict.prediction()) {
            case Prediction.Known known -> complaints(known);
            case Prediction.Undetermined(var reason) -> reason;
            case Prediction.Nowhere(var reason) -> reason;
        };
        return tongue.say(grade(), verdict.domain(), why);
    }

    /** What keeps it from the next better grade, in words; the seen in its own words where there are none for it. */
    private String complaints(Prediction.Known known) {
        List<Criterion> criteria = verdict.weakest()
                .flatMap(MxVerdict.Reaches::facts)
                .map(facts -> Criteria.unfulfilled(
                        known.grade() == TransportGrade.MANDATORY
                                ? facts.judgement().findings()
                                : facts.judgement().shortOfMandatory()))
                .orElse(List.of());
        return criteria.isEmpty()
                ? known.why()
                : criteria.stream().map(tongue::complaint).collect(Collectors.joining("; "));
    }

    String text(Ansi ansi) {
        StringBuilder page = new StringBuilder();
        page.append(ansi.string("@|bold " + verdict.domain() + ": " + grade() + "|@"))
                .append('\n');
        page.append(Visible.text(sentence())).append('\n');
        page.append(tongue.say("valid-until", profile, TIME.format(verdict.validUntil())))
                .append('\n');
        for (MxVerdict host : verdict.hosts()) {
            page.append('\n').append(host.preference()).append(' ').append(host.host());
            host.standing().facts().ifPresent(facts -> page.append(where(facts)));
            page.append(": ").append(Visible.text(standing(host.standing()))).append('\n');
            for (Finding finding : Criteria.of(host)) {
                page.append(ansi.string(colour(finding.status())))
                        .append(String.format(
                                Locale.ROOT,
                                " %-23s %s  [%s]%n",
                                finding.criterion().label(),
                                Visible.text(tongue.detail(finding)),
                                Criteria.source(finding.criterion())));
            }
        }
        return page.toString();
    }

    private static String where(ConnectionFacts facts) {
        return " [" + facts.address().getHostAddress() + "]:" + facts.port();
    }

    private String standing(Standing standing) {
        return switch (standing) {
            case MxVerdict.Reaches reaches -> reaches.grade().configName();
            case MxVerdict.Forbidden(var _facts, var why) -> tongue.say("forbidden") + ": " + why;
            case MxVerdict.Unreachable(var why) -> tongue.say("unreachable") + ": " + why;
            case MxVerdict.Unusable(var why) -> tongue.say("unusable") + ": " + why;
        };
    }

    private static String colour(Finding.Status status) {
        return switch (status) {
            case PASSED -> "  @|green PASS   |@";
            case REPORTED -> "  @|yellow NOTED  |@";
            case FAILED -> "  @|red FAIL   |@";
            case UNKNOWN -> "  UNKNOWN";
        };
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode()
                .put("domain", verdict.domain().ascii())
                .put("grade", grade())
                .put("reason", sentence())
                .put("profile", profile)
                .put("validUntil", verdict.validUntil().toString());
        ArrayNode hosts = root.putArray("hosts");
        verdict.hosts().forEach(host -> write(hosts.addObject(), host));
        return root.toPrettyString() + '\n';
    }

    private void write(ObjectNode json, MxVerdict host) {
        json.put("host", host.host().ascii()).put("preference", host.preference());
        json.put(
                "standing",
                switch (host.standing()) {
                    case MxVerdict.Reaches reaches -> reaches.grade().configName();
                    case MxVerdict.Forbidden _forbidden -> "forbidden";
                    case MxVerdict.Unreachable _unreachable -> "unreachable";
                    case MxVerdict.Unusable _unusable -> "unusable";
                });
        json.put("why", host.standing().why());
        host.standing().facts().ifPresent(facts -> write(json.putObject("connection"), facts));
        ArrayNode criteria = json.putArray("criteria");
        Criteria.of(host)
                .forEach(finding -> criteria.addObject()
                        .put("criterion", finding.criterion().label())
                        .put("status", label(finding.status()))
                        .put("detail", tongue.detail(finding))
                        .put("source", Criteria.source(finding.criterion())));
    }

    private static void write(ObjectNode json, ConnectionFacts facts) {
        json.put("address", facts.address().getHostAddress())
                .put("port", facts.port())
                .put("mx", facts.mxSecurity())
                .put("addressSecurity", facts.addressSecurity())
                .put("tlsa", facts.tlsa());
        facts.tls().ifPresent(tls -> {
            json.put("version", tls.version()).put("cipherSuite", CodePoints.suite(tls.cipherSuite()));
            tls.group().ifPresent(group -> json.put("group", CodePoints.group(group)));
            tls.signatureScheme().ifPresent(scheme -> json.put("signatureScheme", CodePoints.signature(scheme)));
        });
    }

    /** As the table of the report has it; {@code NOTED} is fulfilled, but below the recommendation. */
    private static String label(Finding.Status status) {
        return switch (status) {
            case PASSED -> "PASS";
            case REPORTED -> "NOTED";
            case FAILED -> "FAIL";
            case UNKNOWN -> "UNKNOWN";
        };
    }
}
