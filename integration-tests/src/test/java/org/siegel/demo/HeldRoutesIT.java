package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The administrator's side of held mails, through WebAdmin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldRoutesIT {

    private static final String HELD = "/adaptive-encryption/held";
    private static final String REMEMBERED = "/adaptive-encryption/remembered";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private AskingOffice asking;

    @BeforeAll
    void open(@TempDir Path home) {
        asking = AskingOffice.open(
                home,
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<send up-to=\"high\" grade=\"mandatory\"/>",
                        "<send up-to=\"high\" grade=\"mandatory\"/>"
                                + "<remember choices=\"password-pdf\" for=\"sender\" validity=\"P90D\"/>"));
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
        http.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        json(get(HELD)).path("held").forEach(held -> patch(held.path("id").asText(), "return", "{}"));
        asking.awaitNothingHeld();
        asking.office.forget();
    }

    @Test
    void whatWaitsIsListedAndShown() throws IOException {
        asking.send("[vertraulich] Gehälter <b>2027</b> \"x\"", "kanzlei@mandatory.test", "personal@qualified.test");
        JsonNode list = awaitHeld(1);
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(list.path("after").isNull()).isTrue();
        JsonNode held = list.path("held").get(0);
        assertThat(held.path("state").asText()).isEqualTo("waiting");
        assertThat(held.path("node").asText()).isEqualTo("demo");
        assertThat(held.path("sender").asText()).isEqualTo(RunningOffice.SENDER);
        assertThat(held.path("recipients")).hasSize(1);
        assertThat(held.path("recipients").get(0).asText()).isEqualTo("kanzlei@mandatory.test");
        assertThat(held.path("subject").asText()).isEqualTo("[vertraulich] Gehälter <b>2027</b> \"x\"");
        assertThat(held.path("riskClass").asText()).isEqualTo("high");
        assertThat(held.path("choices")).hasSize(5);
        assertThat(held.path("waitsForServer").asBoolean()).isFalse();
        assertThat(held.path("expires").asText())
                .isGreaterThan(held.path("asked").asText());

        JsonNode one = json(get(HELD + "/" + held.path("id").asText()));
        assertThat(one.path("held")).isEqualTo(held);
        assertThat(one.path("repository").asText()).isEqualTo("file://var/mail/held/");
        assertThat(one.path("why").path("de").toString()).contains("Kennzeichnung „vertraulich“");
        assertThat(one.path("why").path("en")).isNotEmpty();
        assertThat(one.path("decision").isNull()).isTrue();
    }

    @Test
    void releasedAsPdfItArrivesAsPdf() throws IOException {
        asking.send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        String id = awaitHeld(1).path("held").get(0).path("id").asText();
        assertThat(patch(id, "release", "{\"choice\":\"password-pdf\"}").statusCode())
                .isEqualTo(204);

        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        Mime cover = Mime.of(asking.office.arrivedAt("mandatory.test").getFirst());
        assertThat(cover.has("application/pdf")).isTrue();
        assertThat(cover.allText()).doesNotContain("Geheimer Inhalt");
        assertThat(patch(id, "return", "").statusCode()).as("decided once").isEqualTo(409);
        JsonNode one = json(get(HELD + "/" + id));
        assertThat(one.path("held").path("state").asText()).isEqualTo("protected");
        assertThat(one.path("decision").path("by").asText()).isEqualTo("administrator");
        assertThat(get("/metrics").body())
                .containsPattern("(?m)^siegelHeld_total [1-9]")
                .containsPattern("(?m)^siegelAnsweredAdministrator_total [1-9]")
                .containsPattern("(?m)^siegelHeldExpired_total 0")
                .containsPattern("(?m)^siegelAnswerSeconds_total 0");
        JsonNode health = json(get("/healthcheck/checks/HeldMails"));
        assertThat(health.path("status").asText()).as(health.toString()).isEqualTo("healthy");
    }

    @Test
    void releasedAsItIsItNeedsAReasonThatIsRecorded() throws IOException {
        asking.send("[vertraulich] Vertrag", "kanzlei@mandatory.test");
        String id = awaitHeld(1).path("held").get(0).path("id").asText();
        HttpResponse<String> refused = patch(id, "release", "{\"choice\":\"send\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'reason'");
        assertThat(patch(id, "release", "{\"choice\":\"send\",\"reason\":\"agreed by telephone\"}")
                        .statusCode())
                .isEqualTo(204);

        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        assertThat(asking.office.arrivedAt("mandatory.test").getFirst().body().text())
                .contains("Geheimer Inhalt");
        assertThat(json(get(HELD + "/" + id)).path("decision").path("reason").asText())
                .isEqualTo("agreed by telephone");
    }

    @Test
    void returnedItGoesBackWithTheReason() throws IOException {
        asking.send("[vertraulich] Kündigung", "kanzlei@mandatory.test");
        String id = awaitHeld(1).path("held").get(0).path("id").asText();
        assertThat(patch(id, "return", "{\"reason\":\"wrong recipient\"}").statusCode())
                .isEqualTo(204);

        assertThat(Patience.await(
                        AskingOffice.SECONDS, () -> !asking.office.notices().isEmpty()))
                .isTrue();
        assertThat(asking.office.notices().getFirst()).contains("wurde nicht freigegeben");
        assertThat(asking.office.arrivedAt("mandatory.test")).isEmpty();
    }

    @Test
    void whoSaidAlwaysIsNotAskedAgainUntilItIsRevoked() throws IOException {
        asking.send("[vertraulich] Erste", "kanzlei@mandatory.test");
        assertThat(asking.page
                        .send(asking.link(), "choice=password-pdf&remember=domain")
                        .statusCode())
                .isEqualTo(303);
        asking.office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        asking.send("[vertraulich] Zweite", "empfang@mandatory.test");
        asking.office.world.sink("mandatory.test").awaitMessages(2, AskingOffice.SECONDS);
        assertThat(asking.office.arrivedAt("mandatory.test"))
                .allMatch(mail -> Mime.of(mail).has("application/pdf"));
        asking.awaitNothingHeld();
        assertThat(asking.links()).as("asked once").hasSize(1);
        assertThat(get("/metrics").body()).containsPattern("(?m)^siegelAnsweredMemory_total 1");

        JsonNode list = json(get(REMEMBERED));
        assertThat(list.path("total").asInt()).isEqualTo(1);
        JsonNode answer = list.path("remembered").get(0);
        assertThat(answer.path("sender").asText()).isEqualTo(RunningOffice.SENDER);
        assertThat(answer.path("target").asText()).isEqualTo("@mandatory.test");
        assertThat(answer.path("choice").asText()).isEqualTo("password-pdf");
        String path = REMEMBERED + "/" + answer.path("id").asText();
        assertThat(exchange("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(exchange("DELETE", path, "").statusCode()).isEqualTo(404);

        asking.send("[vertraulich] Dritte", "empfang@mandatory.test");
        awaitHeld(1);
        assertThat(asking.office.arrivedAt("mandatory.test")).hasSize(2);
    }

    @Test
    void aLongListComesInPages() throws IOException {
        for (int i = 0; i < 5; i++) {
            asking.send("[vertraulich] Nr. " + i, "kanzlei@mandatory.test");
        }
        awaitHeld(5);
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json(get(HELD + "?limit=2" + after));
            assertThat(page.path("total").asInt()).isEqualTo(5);
            assertThat(page.path("held").size()).isBetween(1, 2);
            page.path("held").forEach(held -> ids.add(held.path("id").asText()));
            after = page.path("after").isNull()
                    ? ""
                    : "&after=" + page.path("after").asText();
        } while (!after.isEmpty());
        assertThat(ids).hasSize(5);
        assertThat(new HashSet<>(ids)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   '',                                  '?limit=0',          400",
        "GET,   '',                                  '?limit=1001',       400",
        "GET,   '',                                  '?limit=many',       400",
        "GET,   '',                                  '?after=nobody',     404",
        "GET,   '/0123456789abcdef',                 '',                  404",
        "GET,   '/..%2f..%2fetc%2fpasswd',           '',                  404",
        "GET,   '/%27%20OR%201%3D1',                 '',                  404",
        "PATCH, '/0123456789abcdef0123456789abcdef', '?action=release',   404",
    })
    void whatIsNotThereIsSaidToBeSo(String method, String path, String query, int status) {
        HttpResponse<String> answer = exchange(method, HELD + path + query, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("statusCode").asInt()).isEqualTo(status);
        assertThat(json(answer).path("message").asText()).isNotBlank();
    }

    @Test
    void anOrderThatIsNotUnderstoodChangesNothing() throws IOException {
        asking.send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        String id = awaitHeld(1).path("held").get(0).path("id").asText();
        for (String body : List.of(
                "",
                "{}",
                "{\"choice\":\"wait\"}",
                "{\"choice\":\"withdraw\"}",
                "{\"choice\":\"deliver\"}",
                "{\"choice\":[]}",
                "[]",
                "{\"choice\":",
                "null",
                "\"password-pdf\"")) {
            assertThat(patch(id, "release", body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(patch(id, "", "{}").statusCode()).isEqualTo(400);
        assertThat(patch(id, "delete", "{}").statusCode()).isEqualTo(400);
        assertThat(json(get(HELD + "/" + id)).path("held").path("state").asText())
                .isEqualTo("waiting");
        assertThat(asking.office.arrivedAt("mandatory.test")).isEmpty();
    }

    private JsonNode awaitHeld(int count) {
        assertThat(Patience.await(
                        AskingOffice.SECONDS, () -> json(get(HELD)).path("held").size() == count))
                .as(() -> get(HELD).body() + asking.office.gateway().output())
                .isTrue();
        return json(get(HELD));
    }

    private HttpResponse<String> get(String path) {
        return exchange("GET", path, "");
    }

    private HttpResponse<String> patch(String id, String action, String body) {
        return exchange("PATCH", HELD + "/" + id + "?action=" + action, body);
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(asking.office.gateway().webAdmin() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(asking.office.gateway().output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
