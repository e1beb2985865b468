package org.siegel.james.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.Choice;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.DomainName;
import org.siegel.policy.DowngradeRules;
import org.siegel.policy.DowngradeRules.Response;
import org.siegel.policy.IgnoredValues;
import org.siegel.policy.KeyPin;
import org.siegel.policy.MailLanguage;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Outlook;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingWay;
import org.siegel.policy.TagRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.policy.UnsealedKind;
import org.siegel.policy.UnsealedRule;
import org.siegel.policy.WhenRefused;
import org.siegel.policy.WorkingHours;

class PolicyReaderTest {
    private static final Path SHIPPED = Path.of("conf/adaptive-encryption.xml");

    @TempDir
    private Path folder;

    @Test
    void theShippedFileIsRead() {
        Policy policy = PolicyReader.read(SHIPPED);

        assertThat(policy.classes())
                .extracting("name")
                .containsExactly("none", "normal", "high", "very-high", "classified");
        assertThat(policy.defaultClass().name()).isEqualTo("normal");
        assertThat(policy.rules().get(policy.classNamed("high")).requiredGrade())
                .isEqualTo(TransportGrade.QUALIFIED);
        assertThat(policy.rules().get(policy.classNamed("very-high")).whenReached())
                .isEqualTo(Procedure.PASSWORD_PDF);
        assertThat(policy.transport().coverMailGrade()).isEqualTo(TransportGrade.MANDATORY);
        assertThat(policy.content().subjectTags()).containsKey("vertraulich");
        assertThat(policy.content().words()).hasSize(6);
    }

    @Test
    void ignoredValuesAreReadInAnyGrouping() throws IOException {
        String shipped = Files.readString(SHIPPED);
        Path file = Files.writeString(
                folder.resolve("policy.xml"),
                shipped.replace(
                        "</rules>",
                        "<ignored specimens='yes'>\n DE02 1203, 0800-4711\n+49 30 23125 </ignored></rules>"));
        assertThat(PolicyReader.read(file).content().own().ignored())
                .isEqualTo(new IgnoredValues(Set.of("DE021203", "08004711", "493023125", "03023125"), true));

        Files.writeString(file, shipped.replace("</rules>", "\n<ignored>DE02 1203,\n47</ignored></rules>"));
        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("'47' is too short");
    }

    @Test
    void answersAreRememberedOnlyIfTheOfficerSaysSo() throws IOException {
        assertThat(PolicyReader.read(SHIPPED).asking().remember()).isEmpty();
        String shipped = Files.readString(SHIPPED);
        String choices = "<choices>password-pdf, wait, withdraw</choices>";
        Path file = Files.writeString(
                folder.resolve("policy.xml"),
                shipped.replace(choices, choices + "<remember choices='password-pdf' for='all' validity='P90D'/>"));
        assertThat(PolicyReader.read(file).asking().remember())
                .contains(new RememberRules(
                        EnumSet.of(Choice.PASSWORD_PDF), RememberRules.Reach.ALL, Duration.ofDays(90)));
        Files.writeString(
                file,
                shipped.replace(choices, choices + "<remember choices='password-zip' for='all' validity='P90D'/>"));
        assertThatThrownBy(() -> PolicyReader.read(file)).hasMessageContaining("cannot be remembered");
    }

    @Test
    void sendersDecideAboutPasswordsOnlyWhereTheOfficerSaysSo() throws IOException {
        String choices = "<passwords>to-sender, sms, known</passwords>";
        assertThat(PolicyReader.read(SHIPPED).asking().passwords())
                .containsExactlyInAnyOrder(PasswordWay.TO_SENDER, PasswordWay.SMS, PasswordWay.KNOWN);
        assertThat(PolicyReader.read(edited(choices, "")).asking().passwords()).isEmpty();
        assertThat(PolicyReader.read(edited(choices, "<passwords>sms</passwords>"))
                        .asking()
                        .passwords())
                .containsExactly(PasswordWay.SMS);
        Path wrong = edited(choices, "<passwords>by-rule</passwords>");
        assertThatThrownBy(() -> PolicyReader.read(wrong))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("passwords");
    }

    @Test
    void tagsMayDoMoreThanLeadToAClass() throws IOException {
        Path file = edited("</rules>", """
                <subject-tag text="Plain" class="none" lowers="normal" strip="yes"/>
                <label name="Geheim" site="{99998888-7777-6666-5555-444433332222}" class="very-high"/>
                <trigger name="requiretls" class="high"/></rules>""");

        Policy policy = PolicyReader.read(file);
        TagRules tags = policy.content().tags();

        assertThat(tags.lowering()).containsOnly(Map.entry("plain", policy.classNamed("normal")));
        assertThat(tags.stripped()).containsExactly("plain");
        assertThat(tags.bare()).contains("vs-nfd");
        assertThat(tags.labels().getFirst().site()).contains("99998888-7777-6666-5555-444433332222");
        assertThat(tags.triggers()).containsOnlyKeys(TagRules.Trigger.REQUIRETLS);
    }

    @Test
    void markedVsNfdIsNeverSent() throws IOException {
        Policy policy = PolicyReader.read(edited("</rules>", "</rules>"));
        RiskClass classified = policy.content().subjectTags().get("vs-nfd");
        for (Outlook outlook : List.of(
                new Outlook.Predicted(TransportGrade.QUALIFIED), new Outlook.Undetermined(), new Outlook.Exhausted())) {
            assertThat(policy.requirement(
                                    classified,
                                    DomainName.of("praxis.test"),
                                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                            .decide(outlook)
                            .procedure())
                    .isEqualTo(Procedure.REFUSE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <subject-tag text="x" class="high" lowers="normal"/>   | lowers nothing
            <subject-tag text="x" class="none" lowers="nothing"/>  | there is no risk class 'nothing'
            <label class="high"/>                                  | a label needs an id or a name
            <label id="17" class="high"/>                          | '17' is no GUID
            <trigger name="requiretls" class="high"/><trigger name="requiretls" class="high"/> | listed twice
            """)
    void aTagThatMakesNoSenseStopsTheStart(String element, String message) throws IOException {
        Path file = edited("</rules>", element + "</rules>");
        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void timeRunsInWorkingHoursIfTheOfficerSaysSo() throws IOException {
        assertThat(PolicyReader.read(SHIPPED).asking().hours()).isEmpty();
        assertThat(PolicyReader.read(working("mon, fri", "08:00", "24:00", "Europe/Berlin"))
                        .asking()
                        .hours())
                .contains(new WorkingHours(
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(8, 0),
                        LocalTime.MIDNIGHT,
                        ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource({
        "'monday', 08:00, 17:00, Europe/Berlin, days",
        "'mon, fri', 8:00, 17:00, Europe/Berlin, from",
        "'mon, fri', 24:00, 17:00, Europe/Berlin, from",
        "'mon, fri', 08:00, 25:00, Europe/Berlin, until",
        "'mon, fri', 17:00, 08:00, Europe/Berlin, past midnight",
        "'mon, fri', 08:00, 17:00, Europe/Bärlin, no time zone",
    })
    void workingHoursThatAreNoneStopTheStart(String days, String from, String until, String zone, String said)
            throws IOException {
        Path file = working(days, from, until, zone);

        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining(said);
    }

    private Path working(String days, String from, String until, String zone) throws IOException {
        String choices = "<choices>password-pdf, wait, withdraw</choices>";
        return edited(
                choices,
                choices + "<working-hours days='" + days + "' from='" + from + "' until='" + until + "' zone='" + zone
                        + "'/>");
    }

    @Test
    void exceptionsAndPinsAreRead() throws IOException {
        Path file = edited("</rules>", """
                </rules>
                <exceptions>
                  <exception domain="Praxis.Test" cover-mail-grade="none" until="2027-03-31" reason="old server"/>
                </exceptions>""");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "</transport>",
                                "<pinned-mx domain='a.test' hosts='m1.a.test, m2.a.test' confirmed-by='me' until='2027-01-01'/></transport>"));

        Policy policy = PolicyReader.read(file);

        assertThat(policy.exceptions().getFirst().domain()).isEqualTo(DomainName.of("praxis.test"));
        assertThat(policy.transport().pinned().getFirst().hosts()).hasSize(2);
    }

    @Test
    void keysMayBePinnedAndMtaStsMayCount() throws IOException {
        String key = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        Path file = edited("<secure-mx>dnssec, pinned</secure-mx>", """
                <secure-mx>dnssec, pinned, mta-sts</secure-mx><mta-sts wildcard-certificate="refuse"/>""");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "</transport>",
                                "<pinned-mx domain='a.test' keys='" + key
                                        + "' confirmed-by='me' confirmed-on='2026-10-01' until='2027-01-01'/></transport>"));

        TransportRules rules = PolicyReader.read(file).transport();

        assertThat(rules.secureMx()).contains(MxTrust.MTA_STS);
        assertThat(rules.acceptsWildcardPolicyHosts()).isFalse();
        assertThat(rules.pinned().getLast().keys()).containsExactly(new KeyPin(key));
    }

    @Test
    void corroborationMayCountButNotUnderTheStrictProfile() throws IOException {
        Path file = edited("<secure-mx>dnssec, pinned</secure-mx>", """
                <secure-mx>dnssec, corroborated</secure-mx><corroboration quorum="4" minimum-age="P30D"/>""");

        assertThat(PolicyReader.read(file).transport().corroboration())
                .isEqualTo(new CorroborationRules(4, Duration.ofDays(30)));

        String strict = Files.readString(file).replace("<profile>bsi-practical<", "<profile>bsi-2026-strict<");
        Files.writeString(file, strict);
        long line = strict.substring(0, strict.indexOf("<secure-mx>")).lines().count();
        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining(", line " + line + ":")
                .hasMessageContaining("corroborated");
    }

    @Test
    void aDowngradeHoldsUnlessTheOfficerSaysOtherwise() throws IOException {
        String shipped = "<downgrade limit=\"P5D\">hold</downgrade>";
        assertThat(PolicyReader.read(SHIPPED).transport().downgrade()).isEqualTo(DowngradeRules.STANDARD);
        assertThat(PolicyReader.read(edited(shipped, "")).transport().downgrade())
                .isEqualTo(DowngradeRules.STANDARD);
        assertThat(PolicyReader.read(edited(shipped, "<downgrade limit='P2DT6H'>defer</downgrade>"))
                        .transport()
                        .downgrade())
                .isEqualTo(new DowngradeRules(Response.DEFER, Duration.ofHours(54)));
    }

    @Test
    void attachmentsMayGoAnotherWayForADomainAMailboxOrAClass() throws IOException {
        String shipped = "<sealing attachments=\"auto\" zip=\"no\"/>";
        assertThat(PolicyReader.read(SHIPPED).sealing()).isEqualTo(SealingRules.STANDARD);
        assertThat(PolicyReader.read(edited(shipped, "")).sealing()).isEqualTo(SealingRules.STANDARD);
        Policy policy = PolicyReader.read(edited(shipped, """
                <sealing attachments="embed">
                  <to domain="labor.example" attachments="zip"/>
                  <to address="Anna@labor.example" zip="no"/>
                  <to class="very-high" attachments="separate"/>
                </sealing>"""));
        SealingRules rules = policy.sealing();
        Optional<DomainName> labor = Optional.of(DomainName.of("labor.example"));
        assertThat(rules.wayFor("b@labor.example", labor, policy.defaultClass()))
                .isEqualTo(new SealingWay(AttachmentLayout.ZIP, true, PasswordMode.PER_MAIL));
        assertThat(rules.wayFor("anna@labor.example", labor, policy.defaultClass()))
                .isEqualTo(new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL));
        assertThat(rules.wayFor("x@[192.0.2.1]", Optional.empty(), policy.classNamed("very-high")))
                .isEqualTo(new SealingWay(AttachmentLayout.SEPARATE, false, PasswordMode.PER_MAIL));
    }

    @Test
    void anotherContainerIsTriedAndAnotherLanguageSpokenWhereThePolicySaysSo() throws IOException {
        String shipped = "<sealing attachments=\"auto\" zip=\"no\"/>";
        SealingRules rules = PolicyReader.read(edited(shipped, """
                        <sealing when-refused="other-container" language="de">
                          <to domain="labor.example" when-refused="return" language="en"/>
                        </sealing>""")).sealing();
        assertThat(rules.standard().whenRefused()).isEqualTo(WhenRefused.OTHER_CONTAINER);
        assertThat(rules.standard().language()).contains(MailLanguage.GERMAN);
        assertThat(rules.special()).singleElement().satisfies(one -> {
            assertThat(one.whenRefused()).contains(WhenRefused.RETURN);
            assertThat(one.language()).contains(MailLanguage.ENGLISH);
        });
        Path wrong = edited(shipped, "<sealing when-refused='never'/>");
        assertThatThrownBy(() -> PolicyReader.read(wrong)).hasMessageContaining("never");
    }

    @Test
    void kindsOfMailGoUnsealedWhereThePolicySaysSoAndTheirClassPermitsIt() throws IOException {
        String shipped = "<sealing attachments=\"auto\" zip=\"no\"/>";
        String element = """
                <sealing>
                  <to domain="labor.example" zip="yes"/>
                  <unsealed kind="meeting-request" up-to="%s" grade="opportunistic"/>
                  <unsealed kind="automatic" up-to="normal" grade="none"/>
                </sealing>""";
        assertThat(PolicyReader.read(edited(shipped, element.formatted("high")))
                        .sealing()
                        .unsealed())
                .extracting(UnsealedRule::kind, rule -> rule.upTo().name(), UnsealedRule::grade)
                .containsExactly(
                        tuple(UnsealedKind.MEETING_REQUEST, "high", TransportGrade.OPPORTUNISTIC),
                        tuple(UnsealedKind.AUTOMATIC, "normal", TransportGrade.NONE));
        Path tooHigh = edited(shipped, element.formatted("very-high"));
        assertThatThrownBy(() -> PolicyReader.read(tooHigh)).hasMessageContaining("never delivered as it is");
        Path unknown = edited(shipped, element.formatted("gone"));
        assertThatThrownBy(() -> PolicyReader.read(unknown)).hasMessageContaining("gone");
        Path twice = edited(shipped, element.formatted("high").replace("automatic", "meeting-request"));
        assertThatThrownBy(() -> PolicyReader.read(twice)).hasMessageContaining("same kind");
    }

    @Test
    void aPinWithoutHostsAndKeysStopsTheStart() throws IOException {
        Path file =
                edited("</transport>", "<pinned-mx domain='a.test' confirmed-by='me' until='2027-01-01'/></transport>");

        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("needs hosts or keys");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            required-grade="qualified" otherwise="password-pdf"/>   | required-grade="super" otherwise="refuse"/> | super
            <patience>PT4H</patience>                               | <patience>4 hours</patience>                | 4 hours
            <secure-mx>dnssec, pinned</secure-mx>                   | <secure-mx>hope</secure-mx>                 | hope
            <downgrade limit="P5D">hold</downgrade>                 | <downgrade>ignore</downgrade>               | ignore
            <downgrade limit="P5D">hold</downgrade>                 | <downgrade limit="PT0S">hold</downgrade>    | no time at all
            <secure-mx>dnssec, pinned</secure-mx>                   | <unheard-of/>                               | unheard-of
            <not-scanned class="normal"/>                           | <not-scanned class="gone"/>                 | gone
            <not-scanned class="normal"/>                           | <not-scanned class="none"/>                 | permits cleartext
            <not-scanned state="limit error timeout" class="high"/> | <not-scanned state="lost" class="high"/>    | encrypted-password
            <not-scanned state="limit error timeout" class="high"/> | <not-scanned class="high"/>                 | twice
            <risk-classes default="normal">                         | <risk-classes default="lost">               | lost
            name="normal"    required-grade="mandatory"             | name="none" required-grade="mandatory"      | none
            required-grade="mandatory" otherwise="password-pdf"     | required-grade="mandatory"                  | otherwise
            required-grade="mandatory" otherwise="password-pdf"     | required-grade="mandatory" otherwise="deliver" | below its grade
            edition="2026-11-23"                                    | edition=" "                                 | edition
            <sealing attachments="auto" zip="no"/>                  | <sealing attachments="zip" zip="no"/>       | zip is 'no'
            <sealing attachments="auto" zip="no"/>                  | <sealing attachments="folder"/>             | folder
            <sealing attachments="auto" zip="no"/>                  | <sealing><to attachments="zip"/></sealing>  | one of address
            <sealing attachments="auto" zip="no"/>                  | <sealing><to class="gone" zip="no"/></sealing> | gone
            <sealing attachments="auto" zip="no"/>                  | <sealing><to domain="a.test"/></sealing>    | what is different
            <word-list name="health" at-least="3"                   | <word-list name="health" at-least="99"      | at-least
            """)
    void aMistakeStopsTheStartAndNamesTheLine(String right, String wrong, String named) throws IOException {
        Path file = edited(right, wrong);
        String before = Files.readString(SHIPPED);
        long line = before.substring(0, before.indexOf(right)).lines().count();

        assertThatThrownBy(() -> PolicyReader.read(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(named)
                .hasMessageContaining(", line " + line + ":")
                .hasMessageContaining("start again");
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatThrownBy(() -> PolicyReader.read(folder.resolve("none.xml")))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void nothingOutsideTheFileIsRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Path file = edited(
                "<adaptive-encryption ",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><adaptive-encryption ");

        assertThatThrownBy(() -> PolicyReader.read(file)).isInstanceOf(PolicyFileException.class);
    }

    private Path edited(String right, String wrong) throws IOException {
        String text = Files.readString(SHIPPED);
        assertThat(text).contains(right);
        return Files.writeString(folder.resolve("adaptive-encryption.xml"), text.replace(right, wrong));
    }
}
