package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.siegel.policy.Choice;

/** Senders decide with a real browser: on a phone, by keyboard, without scripts. What they see is kept as pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderPageInteropIT {

    private static final String HOSTILE =
            "[vertraulich] <script>document.title='owned'</script><img src=x onerror=alert(1)>";
    private static final Pattern PASSWORD = Pattern.compile("(?m)^ {4}(\\S+)\\s*$");
    private static final int FINGER = 44;

    private final TextProvider provider = TextProvider.start();
    private AskingOffice asking;

    @BeforeAll
    void open(@TempDir Path home, @TempDir Path beside) {
        asking = AskingOffice.open(
                home,
                conf -> {
                    conf.edit(
                            "adaptive-encryption.xml",
                            "<send up-to=\"high\" grade=\"mandatory\"/>",
                            "<send up-to=\"high\" grade=\"mandatory\"/>"
                                    + "<remember choices=\"password-zip\" for=\"sender\" validity=\"P90D\"/>");
                    provider.furnish(conf);
                },
                provider.javaOptions(beside));
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
        provider.close();
    }

    @BeforeEach
    void forget() {
        asking.office.forget();
    }

    @Test
    void onAPhoneTheSenderOpensTheLinkChoosesAndThePdfArrives() throws IOException {
        asking.send("[vertraulich] Gehaltsrunde 2027 – Vorschlag für die Geschäftsleitung", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium phone = Chromium.phone("de-DE")) {
            phone.driver.get(link.toString());
            assertThat(phone.driver.getTitle()).isEqualTo("Ihre Nachricht wartet auf Ihre Entscheidung");
            phone.picture("phone-de-question");
            phone.demandThatItFits();
            phone.demandAccessible();
            List<WebElement> choices = phone.driver.findElements(By.cssSelector("label.choice"));
            assertThat(choices)
                    .hasSize(Choice.values().length + 2 + 3); // how the password goes, and how long it shall hold
            assertThat(choices).allMatch(choice -> choice.getSize().getHeight() >= FINGER);
            WebElement button = phone.driver.findElement(By.tagName("button"));
            assertThat(button.getSize().getHeight()).isGreaterThanOrEqualTo(FINGER);
            assertThat(asking.office.arrivedAt("mandatory.test")).isEmpty();

            choices.getFirst().click();
            button.click();
            awaitTitle(phone, "Die Entscheidung ist getroffen");
            assertThat(phone.driver.findElements(By.tagName("form"))).isEmpty();
            phone.picture("phone-de-decided");
            phone.demandThatItFits();
            phone.demandAccessible();
        }
        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        Mime cover = Mime.of(asking.office.arrivedAt("mandatory.test").getFirst());
        byte[] pdf = cover.files("application/pdf").getFirst();
        assertThat(OpenedPdf.open(pdf, password()).text()).contains("Geheimer Inhalt");
    }

    @Test
    void byKeyboardAloneAndWithoutScriptsItIsSentWithAReason() throws IOException {
        asking.send("[vertraulich] Vertrag", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium desk = Chromium.desktop("en-GB")) {
            desk.withoutScripts();
            desk.driver.get("data:text/html,<title>before</title><script>document.title='after'</script>");
            assertThat(desk.driver.getTitle()).as("scripts are off").isEqualTo("before");

            desk.driver.get(link.toString());
            assertThat(desk.driver.getTitle()).isEqualTo("Your message waits for your decision");
            // the group of choices, down to the third, then how a password would go, with its number; then the reason,
            // which is
            // forgotten, how long it shall hold, and the button
            new Actions(desk.driver)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.ARROW_DOWN)
                    .sendKeys(Keys.ARROW_DOWN)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.TAB)
                    .sendKeys(Keys.ENTER)
                    .perform();
            new WebDriverWait(desk.driver, AskingOffice.SECONDS)
                    .until(ExpectedConditions.presenceOfElementLocated(By.id("complaint")));
            desk.picture("desktop-en-reason-missing");
            assertThat(asking.office.arrivedAt("mandatory.test")).isEmpty();

            assertThat(desk.driver
                            .findElement(By.cssSelector("input[value=send]"))
                            .isSelected())
                    .as("what was chosen is still chosen")
                    .isTrue();
            WebElement reason = desk.driver.findElement(By.id("reason"));
            reason.sendKeys("agreed with Mr Klöckner by telephone");
            reason.sendKeys(Keys.TAB);
            new Actions(desk.driver).sendKeys(Keys.TAB).sendKeys(Keys.ENTER).perform();
            awaitTitle(desk, "The decision has been made");
            assertThat(desk.driver.findElement(By.tagName("main")).getText())
                    .contains("agreed with Mr Klöckner by telephone");
            desk.picture("desktop-en-decided");
        }
        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        assertThat(asking.office.arrivedAt("mandatory.test").getFirst().body().text())
                .contains("Geheimer Inhalt");
        asking.awaitNothingHeld();
    }

    @Test
    void onAPhoneThePasswordIsSentToTheNumberThatTheSenderTyped() throws IOException {
        asking.send("[vertraulich] Befund", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium phone = Chromium.phone("de-DE")) {
            phone.driver.get(link.toString());
            phone.driver.findElement(By.cssSelector("input[value=sms]")).click();
            phone.driver.findElement(By.tagName("button")).click();
            new WebDriverWait(phone.driver, AskingOffice.SECONDS)
                    .until(ExpectedConditions.presenceOfElementLocated(By.id("complaint")));
            phone.picture("phone-de-number-missing");
            phone.demandAccessible();
            assertThat(asking.office.arrivedAt("mandatory.test")).isEmpty();

            WebElement number = phone.driver.findElement(By.id("phone"));
            assertThat(number.getSize().getHeight()).isGreaterThanOrEqualTo(FINGER);
            assertThat(phone.driver
                            .findElement(By.cssSelector("input[value=sms]"))
                            .isSelected())
                    .as("what was chosen is still chosen")
                    .isTrue();
            number.sendKeys("+49 170 1234567", Keys.ENTER);
            awaitTitle(phone, "Die Entscheidung ist getroffen");
            assertThat(phone.driver.findElement(By.tagName("main")).getText())
                    .contains("per SMS an die Nummer, die Sie genannt haben")
                    .doesNotContain("1234567");
            phone.picture("phone-de-decided-sms");
            phone.demandAccessible();
        }
        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        assertThat(Patience.await(
                        AskingOffice.SECONDS, () -> !provider.messages().isEmpty()))
                .as(asking.office.gateway().output())
                .isTrue();
        String text = provider.messages().getFirst();
        assertThat(text).startsWith("+491701234567 Passwort / Password ");
        Mime cover = Mime.of(asking.office.arrivedAt("mandatory.test").getFirst());
        byte[] pdf = cover.files("application/pdf").getFirst();
        assertThat(OpenedPdf.open(pdf, text.substring(text.indexOf(": ") + 2)).text())
                .contains("Geheimer Inhalt");
        assertThat(passwords()).as("the sender gets none").isEmpty();
        assertThat(asking.office.gateway().output()).doesNotContain("1701234567");
    }

    @Test
    void howThePasswordGoesIsAskedInEnglishTooAndReadByScreenReaders() throws IOException {
        asking.send("[vertraulich] Report", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium phone = Chromium.phone("en-GB")) {
            phone.driver.get(link.toString());
            assertThat(phone.driver
                            .findElement(By.cssSelector("label[for=phone]"))
                            .getText())
                    .isEqualTo("Mobile number with country code, such as +49 170 1234567");
            phone.demandThatItFits();
            phone.demandAccessible();
            phone.driver.findElement(By.cssSelector("input[value=sms]")).click();
            WebElement number = phone.driver.findElement(By.id("phone"));
            number.sendKeys("0170 1234567", Keys.ENTER);
            new WebDriverWait(phone.driver, AskingOffice.SECONDS)
                    .until(ExpectedConditions.presenceOfElementLocated(By.id("complaint")));
            assertThat(phone.driver.findElement(By.id("phone")).getAttribute("value"))
                    .isEqualTo("0170 1234567");
            phone.picture("phone-en-number-without-country");
            phone.demandThatItFits();
            phone.demandAccessible();
        }
        assertThat(asking.page.decide(link, Choice.WITHDRAW, "").statusCode()).isEqualTo(303);
        asking.awaitNothingHeld();
    }

    @Test
    void whatShallHoldForLaterMailsIsSeenAndEndedOnAPhone() throws IOException {
        asking.send("[vertraulich] Immer so", "sekretariat@mandatory.test");
        URI link = asking.link();
        try (Chromium phone = Chromium.phone("de-DE")) {
            phone.driver.get(link.toString());
            phone.driver
                    .findElement(By.cssSelector("input[value=password-zip]"))
                    .click();
            phone.driver.findElement(By.cssSelector("input[value=address]")).click();
            phone.driver.findElement(By.tagName("button")).click();
            awaitTitle(phone, "Die Entscheidung ist getroffen");
            phone.picture("phone-de-remembered");
            phone.demandThatItFits();
            phone.demandAccessible();
            WebElement forget = phone.driver.findElement(By.cssSelector("button.quiet"));
            assertThat(forget.getText()).isEqualTo("Für sekretariat@mandatory.test wieder fragen");
            assertThat(forget.getSize().getHeight()).isGreaterThanOrEqualTo(FINGER);
            forget.click();
            // Asked just when the page goes, the driver knows no better than to fail.
            new WebDriverWait(phone.driver, AskingOffice.SECONDS)
                    .ignoring(WebDriverException.class)
                    .until(ExpectedConditions.stalenessOf(forget));
            assertThat(phone.driver.findElements(By.cssSelector("button"))).isEmpty();
        }
        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
    }

    @Test
    void scriptsInSubjectsAreShownAndNeverRun() throws IOException {
        asking.send(HOSTILE, "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium desk = Chromium.desktop("de")) {
            desk.dark();
            desk.driver.get(link.toString());
            assertThat(desk.driver.getTitle()).isEqualTo("Ihre Nachricht wartet auf Ihre Entscheidung");
            assertThat(desk.driver.findElement(By.tagName("dl")).getText()).contains(HOSTILE);
            assertThat(desk.driver.findElements(By.cssSelector("main script, main img")))
                    .isEmpty();
            desk.demandAccessible();
            desk.demandThatItFits();
            desk.picture("desktop-de-dark-hostile");
            desk.driver.get(link.toString().substring(0, link.toString().length() - 1));
            desk.demandAccessible();
            desk.picture("desktop-de-dark-unknown");
        }
        assertThat(asking.page.decide(link, Choice.WITHDRAW, "").statusCode()).isEqualTo(303);
        asking.awaitNothingHeld();
    }

    @Test
    void theQuestionItselfReadsWellOnAPhone(@TempDir Path folder) throws IOException {
        asking.send("[vertraulich] Gehaltsrunde 2027", "kanzlei@mandatory.test", "post@plaintext.test");
        URI link = asking.link();
        Mime question = asking.own()
                .filter(mail -> SenderPage.link(mail).isPresent())
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("question.html");
        Files.write(file, question.files("text/html").getFirst());
        String html = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(html).contains(link.toString());
        try (Chromium phone = Chromium.phone("de-DE")) {
            phone.driver.get(file.toUri().toString());
            phone.picture("phone-letter");
            phone.demandThatItFits();
            phone.demandAccessibleMail(10);
        }
        assertThat(asking.page.decide(link, Choice.WITHDRAW, "").statusCode()).isEqualTo(303);
        asking.awaitNothingHeld();
    }

    private static void awaitTitle(Chromium browser, String title) {
        new WebDriverWait(browser.driver, AskingOffice.SECONDS).until(ExpectedConditions.titleIs(title));
    }

    /** As the notice to the sender sets it apart; it comes after the PDF. */
    private String password() {
        assertThat(Patience.await(
                        AskingOffice.SECONDS, () -> passwords().findFirst().isPresent()))
                .isTrue();
        return passwords().findFirst().orElseThrow();
    }

    private Stream<String> passwords() {
        return asking.own()
                .filter(mail -> mail.subject().contains("Passwort"))
                .flatMap(mail -> PASSWORD.matcher(mail.text()).results())
                .map(found -> found.group(1));
    }
}
