package org.siegel.mailets.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.PhoneNumber;

/** What a provider of text messages gets, and what is made of its answers. */
class TextGatewayTest {

    private static final PhoneNumber NUMBER = PhoneNumber.parse("+49 (170) 123-4567");

    private TextProvider provider;

    @BeforeEach
    void start() throws Exception {
        provider = TextProvider.start();
    }

    @AfterEach
    void stop() throws Exception {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json                  | {"to":"${to}","text":"${text}"}     | {"to":"+491701234567","text":"a \\"b\\" \\\\ <&> ${to}"}
            x-www-form-urlencoded | to=${to}&text=${text}               | to=%2B491701234567&text=a+%22b%22+%5C+%3C%26%3E+%24%7Bto%7D
            xml                   | <sms to='${to}'>${text}</sms>       | <sms to='+491701234567'>a &quot;b&quot; \\ &lt;&amp;&gt; ${to}</sms>
            """)
    void whatIsFilledInCannotBecomeAnythingElse(String type, String body, String expected) throws Exception {
        provider.gateway(type, body).send(NUMBER, "a \"b\" \\ <&> ${to}");
        assertThat(provider.received()).containsExactly(expected);
        assertThat(provider.keys()).containsExactly("the-key");
    }

    @Test
    void theAddressMayCarryItAll() throws Exception {
        provider.gateway("https://localhost:PORT/send?to=${to}&text=${text}", "json", "")
                .send(NUMBER, "a&b=c d");
        assertThat(provider.received()).containsExactly("to=%2B491701234567&text=a%26b%3Dc+d");
    }

    @ParameterizedTest
    @CsvSource({"500, ok", "302, ok", "200, no credit"})
    void whatDoesNotMeanSuccessIsAFailureThatTellsNothing(int status, String answer) {
        provider.answer(status, answer);
        assertThatThrownBy(() -> provider.gateway("json", "${to} ${text}").send(NUMBER, "k7mq-x3td"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContainingAny("k7mq", "1701234567", "the-key");
    }

    @Test
    void aProviderWithAnotherNameGetsNothing() {
        assertThatThrownBy(() -> provider.gateway("https://127.0.0.1:PORT/?to=${to}&text=${text}", "json", "")
                        .send(NUMBER, "k7mq-x3td"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContainingAny("k7mq", "1701234567");
        assertThat(provider.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://sms.example/?${to}${text}, POST",
        "https://sms.example/?${to}, POST",
        "https://sms.example/?${to}${text}, P"
    })
    void aTemplateThatCannotWorkStopsTheStart(String url, String method) {
        assertThatThrownBy(() ->
                        new TextGateway.Request(url, method, List.of(), "", Optional.empty(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0170 1234567", "+49", "+49 170 12345678901234", "Anna", ""})
    void aNumberNeedsItsCountry(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(NUMBER.toString()).doesNotContain("1701");
    }

    @Test
    void thePhoneBookNamesItsBadLines(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("phones.txt");
        Files.writeString(file, "# numbers\nJo@praxis.test; +49 170 1234567\n");
        assertThat(PhoneBook.read(file).numberOf("jo@PRAXIS.test")).contains(NUMBER);
        Files.writeString(file, "jo@praxis.test; +49 170 1234567\ncora@praxis.test; 0170 99\n");
        assertThatThrownBy(() -> PhoneBook.read(file))
                .hasMessageContaining("phones.txt, line 2")
                .hasMessageNotContaining("0170 99");
        Files.writeString(file, "jo +49 170 1234567\n");
        assertThatThrownBy(() -> PhoneBook.read(file)).hasMessageContaining("line 1");
    }
}
