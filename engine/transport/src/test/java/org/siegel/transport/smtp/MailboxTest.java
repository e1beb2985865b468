package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of RFC 5321 §4.1.2 and RFC 6531 §3.3, and attempts to smuggle commands in them. */
class MailboxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "first.last@target.test",
                "a+tag@target.test",
                "!#$%&'*+-/=?^_`{|}~@target.test",
                "\"john doe\"@target.test",
                "\"a\\\"b@c\"@target.test",
                "\"\"@target.test",
                "a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1]",
                "a..b@target.test",
                "a.@target.test",
                "a@under_score.test",
                "jörg@target.test",
                "a@straße.test",
                "用户@例子.测试",
                "\"ü ü\"@target.test",
                "😀@target.test"
            })
    void whatSmtpCanCarry(String address) {
        assertThat(new Mailbox(address).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b",
                "a@b@c",
                "a b@target.test",
                "a@target.test>",
                "<a@target.test",
                "a>@target.test",
                "a@target.test> NOTIFY=NEVER",
                "a@tar get.test",
                "a@target.test\r\nRSET",
                "a\r\nRSET@target.test",
                "\"a\r\nRSET\"@target.test",
                "\"a\\\r\nRSET\"@target.test",
                "a\n@target.test",
                "a@target.test\n",
                "\"a\"b\"@target.test",
                "\"a@target.test",
                "a@-target.test",
                "a@.test",
                "a@target..test",
                "a@target.test.",
                "a@[192.0.2.1",
                "a@[1]2]",
                "a\u0000@target.test",
                "\"a\tb\"@target.test",
                "a\u0085@target.test",
                "a\u2028@target.test",
                "a\u00A0b@target.test",
                "a\u200B@target.test",
                "a\u202E@target.test",
                "a\uD800@target.test",
                "@relay.test:a@target.test",
                "a,b@target.test",
                "a;b@target.test",
                "a(x)@target.test",
                "a\\b@target.test",
                "a\uFF1E@ta\u3000rget.test"
            })
    void whatItCannot(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mailbox(address));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void noControlCharacterAnywhere(int control) {
        for (String shape : new String[] {
            "a%sb@target.test", "\"a%sb\"@target.test", "\"a\\%sb\"@target.test", "a@tar%sget.test", "a@[%s]"
        }) {
            String address = shape.replace("%s", Character.toString(control));
            assertThatIllegalArgumentException().as(shape).isThrownBy(() -> new Mailbox(address));
        }
    }

    static Stream<Integer> controls() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F))
                .boxed();
    }

    @Test
    void lengthIsBounded() {
        assertThat(new Mailbox("a".repeat(306) + "@target.test")).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new Mailbox("a".repeat(400) + "@target.test"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mailbox("a@" + "b".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mailbox("\"".repeat(1_000_000)));
    }

    @Test
    void aMessageAboutABadAddressIsShortAndPrintable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mailbox("\r\n\u001b[2J" + "x".repeat(10_000)))
                .withMessageMatching("[ -~…]{1,250}");
    }

    @Test
    void onlyAddressesBeyondAsciiNeedSmtpUtf8() {
        assertThat(new Mailbox("jörg@target.test").needsSmtpUtf8()).isTrue();
        assertThat(new Mailbox("a@straße.test").needsSmtpUtf8()).isTrue();
        assertThat(new Mailbox("a@xn--strae-oqa.test").needsSmtpUtf8()).isFalse();
    }

    @Test
    void neverExcludesEveryOtherWish() {
        var mailbox = new Mailbox("a@target.test");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipient(mailbox, Set.of(Notify.NEVER, Notify.DELAY), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\r\nQUIT", "-x", "a>b"})
    void ourOwnNameIsCheckedToo(String heloName) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmtpClient(heloName, SmtpTimeouts.STANDARD, LongLines.SEND, Mails.alarms()));
    }
}
