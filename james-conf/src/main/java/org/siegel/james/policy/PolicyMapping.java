package org.siegel.james.policy;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.ClassRule;
import org.siegel.policy.Confidence;
import org.siegel.policy.ContentRules;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.DomainException;
import org.siegel.policy.DomainName;
import org.siegel.policy.DowngradeRules;
import org.siegel.policy.KeyPin;
import org.siegel.policy.MxTrust;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.TagRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.policy.WorkingHours;

/** Makes policy records of a file that fits its schema. What makes no sense is reported with its line. */
final class PolicyMapping {

    private static final Pattern WORD_OR_PHRASE = Pattern.compile("\"([^\"]*)\"|[^\\s,\"]+");

    private final Path file;
    private final ElementLines lines;
    private final XMLConfiguration xml;
    private final Map<String, RiskClass> classes = new LinkedHashMap<>();

    PolicyMapping(Path file, ElementLines lines, XMLConfiguration xml) {
        this.file = file;
        this.lines = lines;
        this.xml = xml;
    }

    Policy policy() {
        Map<RiskClass, ClassRule> rules = new HashMap<>();
        each("risk-classes.risk-class", element -> {
            RiskClass riskClass = new RiskClass(text(element, "name"), classes.size());
            classes.put(riskClass.name(), riskClass);
            rules.put(
                    riskClass,
                    new ClassRule(
                            TransportGrade.fromConfigName(text(element, "required-grade")),
                            Procedure.fromConfigName(element.getString("[@when-reached]", "deliver")),
                            Procedure.fromConfigName(text(element, "otherwise"))));
            return riskClass;
        });
        return at(
                "",
                () -> new Policy(
                        xml.getString("[@edition]"),
                        xml.getString("[@organisation]"),
                        List.copyOf(classes.values()),
                        at("risk-classes(0)", () -> riskClass(xml.getString("risk-classes[@default]"))),
                        content(rules),
                        rules,
                        exceptions(),
                        transport(),
                        sealing(),
                        asking()));
    }

    private SealingRules sealing() {
        return new SealingMapping(this::riskClass).map(this::each);
    }

    private AskRules asking() {
        return each(
                        "asking",
                        element -> new AskRules(
                                Arrays.stream(element.getString("choices").split(","))
                                        .map(Choice::fromConfigName)
                                        .collect(Collectors.toSet()),
                                Optional.ofNullable(element.getString("send[@up-to]"))
                                        .map(this::riskClass),
                                TransportGrade.fromConfigName(element.getString("send[@grade]", "mandatory")),
                                Duration.parse(text(element, "validity").strip()),
                                Optional.ofNullable(text(element, "reminder"))
                                        .map(String::strip)
                                        .map(Duration::parse),
                                Procedure.fromConfigName(text(element, "when-expired")),
                                remember(element),
                                workingHours(element),
                                passwords(element)))
                .stream()
                .findFirst()
                .orElse(AskRules.STANDARD);
    }

    private static Set<PasswordWay> passwords(HierarchicalConfiguration<ImmutableNode> asking) {
        return Optional.ofNullable(asking.getString("passwords")).stream()
                .flatMap(ways -> Arrays.stream(ways.split(",")))
                .map(PasswordWay::fromConfigName)
                .collect(Collectors.toSet());
    }

    private static Optional<RememberRules> remember(HierarchicalConfiguration<ImmutableNode> asking) {
        return Optional.ofNullable(asking.getString("remember[@choices]"))
                .map(choices -> new RememberRules(
                        Arrays.stream(choices.split(","))
                                .map(Choice::fromConfigName)
                                .collect(Collectors.toSet()),
                        RememberRules.Reach.valueOf(
                                asking.getString("remember[@for]").toUpperCase(Locale.ROOT)),
                        Duration.parse(asking.getString("remember[@validity]").strip())));
    }

    private static Optional<WorkingHours> workingHours(HierarchicalConfiguration<ImmutableNode> asking) {
        return Optional.ofNullable(asking.getString("working-hours[@days]"))
                .map(days -> new WorkingHours(
                        Arrays.stream(days.split(","))
                                .map(day -> day(day.strip()))
                                .collect(Collectors.toSet()),
                        LocalTime.parse(asking.getString("working-hours[@from]").strip()),
                        // 24:00 is the midnight at the end of the day
                        LocalTime.parse(asking.getString("working-hours[@until]")
                                .strip()
                                .replace("24:00", "00:00")),
                        zone(asking.getString("working-hours[@zone]").strip())));
    }

    /** Of its first three letters. */
    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no day"));
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is no time zone such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private TransportRules transport() {
        List<PinnedMx> pinned = each("transport.pinned-mx", PolicyMapping::pinnedMx);
        String profile = xml.getString("transport.profile").strip();
        TransportGrade coverMailGrade = TransportGrade.fromConfigName(xml.getString("transport.cover-mail-grade"));
        Duration patience = Duration.parse(xml.getString("transport.patience").strip());
        Optional<Boolean> wildcardPolicyHosts = Optional.ofNullable(
                        xml.getString("transport.mta-sts[@wildcard-certificate]"))
                .map(word -> word.strip().equals("accept"));
        CorroborationRules corroboration = each(
                        "transport.corroboration",
                        element -> new CorroborationRules(
                                element.getInt("[@quorum]"),
                                Duration.parse(text(element, "minimum-age").strip())))
                .stream()
                .findFirst()
                .orElse(CorroborationRules.STANDARD);
        DowngradeRules downgrade = each("transport.downgrade", PolicyMapping::downgrade).stream()
                .findFirst()
                .orElse(DowngradeRules.STANDARD);
        return at(
                "transport(0).secure-mx(0)",
                () -> new TransportRules(
                        profile,
                        Arrays.stream(xml.getString("transport.secure-mx").split(","))
                                .map(MxTrust::fromConfigName)
                                .collect(Collectors.toSet()),
                        pinned,
                        wildcardPolicyHosts,
                        corroboration,
                        downgrade,
                        coverMailGrade,
                        patience));
    }

    private static DowngradeRules downgrade(HierarchicalConfiguration<ImmutableNode> element) {
        return new DowngradeRules(
                DowngradeRules.Response.fromConfigName(element.getString("")),
                Optional.ofNullable(element.getString("[@limit]"))
                        .map(limit -> Duration.parse(limit.strip()))
                        .orElse(DowngradeRules.STANDARD.limit()));
    }

    private static PinnedMx pinnedMx(HierarchicalConfiguration<ImmutableNode> element) {
        return new PinnedMx(
                DomainName.of(text(element, "domain")),
                words(element, "hosts").map(DomainName::of).collect(Collectors.toSet()),
                words(element, "keys").map(KeyPin::fromConfig).collect(Collectors.toSet()),
                text(element, "confirmed-by"),
                Optional.ofNullable(element.getString("[@confirmed-on]")).map(LocalDate::parse),
                LocalDate.parse(text(element, "until")));
    }

    private static Stream<String> words(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return Arrays.stream(
                        element.getString("[@" + attribute + "]", "").strip().split("[\\s,]+"))
                .filter(word -> !word.isEmpty());
    }

    private ContentRules content(Map<RiskClass, ClassRule> rules) {
        TagMapping tags = new TagMapping(this::riskClass, this::riskClass);
        TagRules tagRules = tags.map(this::each);
        return new ContentRules(
                tags.subjectTags(),
                each(
                        "rules.header-tag",
                        element -> new ContentRules.HeaderTag(
                                text(element, "name"), text(element, "value"), riskClass(element))),
                each(
                        "rules.detector",
                        element -> new ContentRules.DetectorRule(
                                text(element, "name").strip(),
                                element.getInt("[@at-least]", 1),
                                Confidence.fromConfigName(element.getString("[@confidence]", "possible")),
                                riskClass(element))),
                each(
                        "rules.word-list",
                        element -> new ContentRules.WordRule(
                                text(element, "name"),
                                words(element.getString("", "")),
                                element.getInt("[@at-least]", 1),
                                riskClass(element))),
                new NotScannedMapping(
                                this::riskClass,
                                each -> Optional.ofNullable(rules.get(each))
                                        .map(ClassRule::requiredGrade)
                                        .filter(TransportGrade.NONE::equals)
                                        .isPresent(),
                                List.copyOf(classes.values()).getLast())
                        .map(this::each),
                new OwnRulesMapping(file, this::riskClass).map(this::each),
                tagRules);
    }

    /** Separated by blanks or commas; several in quotation marks are one. */
    private static Set<String> words(String list) {
        return WORD_OR_PHRASE
                .matcher(list)
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group())
                .filter(word -> !word.isBlank())
                .collect(Collectors.toSet());
    }

    private List<DomainException> exceptions() {
        return each(
                "exceptions.exception",
                element -> new DomainException(
                        DomainName.of(text(element, "domain")),
                        grade(element, "required-grade"),
                        grade(element, "cover-mail-grade"),
                        text(element, "reason"),
                        LocalDate.parse(text(element, "until"))));
    }

    private static Optional<TransportGrade> grade(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return Optional.ofNullable(element.getString("[@" + attribute + "]")).map(TransportGrade::fromConfigName);
    }

    private RiskClass riskClass(HierarchicalConfiguration<ImmutableNode> element) {
        return riskClass(text(element, "class"));
    }

    private RiskClass riskClass(String name) {
        RiskClass riskClass = classes.get(name);
        if (riskClass == null) {
            throw new IllegalArgumentException(
                    "there is no risk class '" + name + "'; use one of " + String.join(", ", classes.keySet()));
        }
        return riskClass;
    }

    private static String text(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return element.getString("[@" + attribute + "]");
    }

    /** Maps the elements in order; what {@code mapping} refuses is reported with the element's line. */
    private <T> List<T> each(String key, Function<HierarchicalConfiguration<ImmutableNode>, T> mapping) {
        List<HierarchicalConfiguration<ImmutableNode>> elements = xml.configurationsAt(key);
        List<T> mapped = new ArrayList<>();
        String path = key.replace(".", "(0).");
        for (int i = 0; i < elements.size(); i++) {
            HierarchicalConfiguration<ImmutableNode> element = elements.get(i);
            mapped.add(at(path + "(" + i + ")", () -> mapping.apply(element)));
        }
        return mapped;
    }

    private <T> T at(String element, Supplier<T> mapping) {
        try {
            return mapping.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PolicyFileException(file, lines.of(element), String.valueOf(e.getMessage()), e);
        }
    }
}
