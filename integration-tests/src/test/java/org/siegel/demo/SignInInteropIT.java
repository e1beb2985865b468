package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Senders sign in with a real browser, which keeps the cookies: on a phone, and by keyboard without scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInInteropIT {

    private static final int FINGER = 44;

    private AskingOffice asking;

    @BeforeAll
    void open(@TempDir Path home) {
        asking = AskingOffice.open(home, conf -> conf.set("siegel.properties", "ask.sign-in", "always"));
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
    }

    @BeforeEach
    void forget() {
        asking.office.forget();
    }

    @Test
    void onAPhoneTheSenderSignsInByTheCodeAndDecides(@TempDir Path folder) throws IOException {
        asking.send("[vertraulich] Gehaltsrunde 2027", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium phone = Chromium.phone("de-DE")) {
            phone.driver.get(link.toString());
            awaitTitle(phone, "Bitte anmelden");
            assertThat(phone.driver.getPageSource()).doesNotContain("Gehaltsrunde", "mandatory.test");
            look(phone, "phone-de-sign-in");
            WebElement button = phone.driver.findElement(By.tagName("button"));
            assertThat(button.getSize().getHeight()).isGreaterThanOrEqualTo(FINGER);
            button.click();

            String code = asking.code(1);
            WebElement field = field(phone);
            assertThat(field.getSize().getHeight()).isGreaterThanOrEqualTo(FINGER);
            assertThat(phone.driver
                            .findElement(By.cssSelector("button.quiet"))
                            .getSize()
                            .getHeight())
                    .isGreaterThanOrEqualTo(FINGER);
            look(phone, "phone-de-code");
            field.sendKeys("1234", Keys.ENTER);
            new WebDriverWait(phone.driver, AskingOffice.SECONDS)
                    .until(ExpectedConditions.presenceOfElementLocated(By.id("complaint")));
            look(phone, "phone-de-code-wrong");

            // As from the mail program: there the browser leaves out what it keeps, and the button leads to the same
            // code.
            phone.driver.get("data:text/html,<a href='" + link + "'>link</a>");
            phone.driver.findElement(By.tagName("a")).click();
            awaitTitle(phone, "Bitte anmelden");
            assertThat(phone.driver.findElements(By.id("code"))).isEmpty();
            phone.driver.findElement(By.tagName("button")).click();
            field(phone).sendKeys(code, Keys.ENTER);
            awaitTitle(phone, "Ihre Nachricht wartet auf Ihre Entscheidung");
            assertThat(asking.codes()).hasSize(1);
            phone.driver.findElement(By.cssSelector("input[value=withdraw]")).click();
            phone.driver.findElement(By.tagName("button")).click();
            awaitTitle(phone, "Die Entscheidung ist getroffen");

            Mime letter = asking.own()
                    .filter(mail -> mail.subject().startsWith("Code zum Anmelden"))
                    .findFirst()
                    .orElseThrow();
            Path file = folder.resolve("code.html");
            Files.write(file, letter.files("text/html").getFirst());
            phone.driver.get(file.toUri().toString());
            phone.picture("phone-letter-code");
            phone.demandThatItFits();
            phone.demandAccessibleMail(8);
        }
        asking.awaitNothingHeld();
    }

    @Test
    void byKeyboardAloneAndWithoutScripts() throws IOException {
        asking.send("[vertraulich] Vertrag", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (Chromium desk = Chromium.desktop("en-GB")) {
            desk.dark();
            desk.withoutScripts();
            desk.driver.get(link.toString());
            awaitTitle(desk, "Please sign in");
            new Actions(desk.driver).sendKeys(Keys.TAB).sendKeys(Keys.ENTER).perform();
            String code = asking.code(1);
            field(desk);
            new Actions(desk.driver)
                    .sendKeys(Keys.TAB)
                    .sendKeys(code.replace(" ", ""))
                    .perform();
            desk.picture("desktop-en-dark-code");
            new Actions(desk.driver).sendKeys(Keys.TAB).sendKeys(Keys.ENTER).perform();
            awaitTitle(desk, "Your message waits for your decision");
            desk.driver.findElement(By.cssSelector("input[value=withdraw]")).click();
            desk.driver.findElement(By.tagName("button")).click();
            awaitTitle(desk, "The decision has been made");
        }
        asking.awaitNothingHeld();
    }

    private static WebElement field(Chromium browser) {
        return new WebDriverWait(browser.driver, AskingOffice.SECONDS)
                .until(ExpectedConditions.presenceOfElementLocated(By.id("code")));
    }

    private static void look(Chromium browser, String name) {
        browser.picture(name);
        browser.demandThatItFits();
        browser.demandAccessible();
    }

    private static void awaitTitle(Chromium browser, String title) {
        new WebDriverWait(browser.driver, AskingOffice.SECONDS).until(ExpectedConditions.titleIs(title));
    }
}
