package org.siegel.james.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;

class PolicyReaderTest {
    private static final Path SHIPPED = Path.of("conf/adaptive-encryption.xml");

    @TempDir
    private Path folder;

    @Test
    void theShippedFileIsRead() {
        Policy policy = PolicyReader.read(SHIPPED);

        assertThat(policy.classes()).extracting("name").containsExactly("none", "normal", "high", "very-high");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            required-grade="qualified" otherwise="password-pdf"/>   | required-grade="super" otherwise="refuse"/> | super
            <patience>PT4H</patience>                               | <patience>4 hours</patience>                | 4 hours
            <secure-mx>dnssec, pinned</secure-mx>                   | <secure-mx>hope</secure-mx>                 | hope
            <secure-mx>dnssec, pinned</secure-mx>                   | <unheard-of/>                               | unheard-of
            <not-scanned class="normal"/>                           | <not-scanned class="gone"/>                 | gone
            <risk-classes default="normal">                         | <risk-classes default="lost">               | lost
            name="normal"    required-grade="mandatory"             | name="none" required-grade="mandatory"      | none
            required-grade="mandatory" otherwise="password-pdf"     | required-grade="mandatory"                  | otherwise
            required-grade="mandatory" otherwise="password-pdf"     | required-grade="mandatory" otherwise="deliver" | below its grade
            edition="2026-11-23"                                    | edition=" "                                 | edition
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
