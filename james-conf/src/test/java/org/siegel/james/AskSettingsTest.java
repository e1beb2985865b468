package org.siegel.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.mailets.asking.page.Network;

class AskSettingsTest {

    private static final Path SHIPPED = Path.of("conf/siegel.properties");
    private static final Path HOME = Path.of("home");

    @Test
    void thePageIsForEverybodyUnlessNetworksAreNamed() {
        assertThat(served("").page().orElseThrow().networks()).isEmpty();
        assertThat(served("10.0.0.0/8, 2001:db8::/32").page().orElseThrow().networks())
                .containsExactly(
                        new Network(Settings.address("10.0.0.0"), 8), new Network(Settings.address("2001:db8::"), 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "intern/8", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/8; 10.0.0.0/9", "/8"})
    void whatIsNoNetworkStopsTheStart(String text) {
        assertThatThrownBy(() -> served(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.networks");
    }

    @Test
    void networksNeedThePageToBeServedHere() {
        assertThatThrownBy(() -> read(Map.of("ask.url", "https://post.example.org/", "ask.networks", "10.0.0.0/8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.certificate");
    }

    @Test
    void nobodySignsInUnlessThatIsSet() {
        assertThat(served("").page().orElseThrow().signIn()).isEqualTo(AskSettings.SignInWish.NEVER);
        assertThat(signIn("always", "").page().orElseThrow().signIn()).isEqualTo(AskSettings.SignInWish.ALWAYS);
        assertThat(signIn("outside", "10.0.0.0/8").page().orElseThrow().signIn())
                .isEqualTo(AskSettings.SignInWish.OUTSIDE);
    }

    @Test
    void whereNobodyIsOutsideNobodyCanBeMeant() {
        assertThatThrownBy(() -> signIn("outside", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.sign-in")
                .hasMessageContaining("ask.networks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Always", "inside", "true"})
    void whatIsNoWishStopsTheStart(String text) {
        assertThatThrownBy(() -> signIn(text, "10.0.0.0/8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.sign-in");
    }

    private static AskSettings signIn(String wish, String networks) {
        return read(Map.of(
                "ask.url", "https://post.example.org/",
                "ask.certificate", "page.pem",
                "ask.private-key", "page.key",
                "ask.networks", networks,
                "ask.sign-in", wish));
    }

    private static AskSettings served(String networks) {
        return read(Map.of(
                "ask.url", "https://post.example.org/",
                "ask.certificate", "page.pem",
                "ask.private-key", "page.key",
                "ask.networks", networks));
    }

    private static AskSettings read(Map<String, String> settings) {
        return Settings.read(SHIPPED, HOME, settings).asking();
    }
}
