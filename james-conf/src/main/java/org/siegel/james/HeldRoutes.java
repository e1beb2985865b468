package org.siegel.james;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.siegel.mailets.asking.Answering;
import org.siegel.policy.Choice;
import org.siegel.store.Question;
import org.siegel.store.QuestionStore;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * WebAdmin's routes for mails that wait for a decision: listed, shown, released and returned. The extension of
 * {@code webadmin.properties} names it: {@code extensions.routes=org.siegel.james.HeldRoutes}.
 */
public final class HeldRoutes implements Routes {

    private static final String BASE = "/adaptive-encryption/held";
    private static final String ONE = BASE + "/:id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuestionStore questions;
    private final Answering answering;
    private final JsonTransformer transformer = new JsonTransformer();

    @Inject
    public HeldRoutes(QuestionStore questions, Answering answering) {
        this.questions = questions;
        this.answering = answering;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::list, transformer);
        service.get(ONE, (request, _response) -> HeldView.whole(question(request)), transformer);
        service.patch(ONE, this::decide);
    }

    private HeldView.Page list(Request request, Response response) {
        int limit = Queries.limit(request);
        Optional<Question> after = Optional.ofNullable(request.queryParams("after"))
                .map(id -> questions
                        .find(id)
                        .orElseThrow(
                                () -> Queries.refusal(404, ErrorType.NOT_FOUND, "'after' names no held mail: " + id)));
        // One more than asked for tells whether there are more.
        List<Question> found = questions.waiting(limit + 1, after);
        return HeldView.page(
                questions.countWaiting(), found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    private Question question(Request request) {
        String id = request.params("id");
        return questions
                .find(id)
                .orElseThrow(
                        () -> Queries.refusal(404, ErrorType.NOT_FOUND, "There is no held mail with the id " + id));
    }

    private String decide(Request request, Response response) {
        Question question = question(request);
        Order order = Order.of(request);
        switch (answering.release(question, order.choice(), order.reason())) {
            case TAKEN -> response.status(204);
            case TOO_LATE ->
                throw Queries.refusal(
                        409, ErrorType.WRONG_STATE, "It is decided already; look at GET " + BASE + "/" + question.id());
            case NOT_OFFERED ->
                throw Queries.refusal(
                        400,
                        ErrorType.INVALID_ARGUMENT,
                        "The policy does not let a mail of class "
                                + question.mail().riskClass() + " go by '"
                                + order.choice().configName() + "'");
            case NOT_REMEMBERED, PASSWORD_NOT_OFFERED, PHONE_MISSING ->
                throw new IllegalStateException("An administrator says nothing of later mails and of passwords");
            case REASON_MISSING ->
                throw Queries.refusal(400, ErrorType.INVALID_ARGUMENT, "'send' needs a 'reason', which is recorded");
        }
        return "";
    }

    /** What the administrator wants. */
    private record Order(Choice choice, String reason) {

        static Order of(Request request) {
            String action = Optional.ofNullable(request.queryParams("action")).orElse("");
            JsonNode body = body(request.body());
            String reason = body.path("reason").asText("");
            return switch (action) {
                case "return" -> new Order(Choice.WITHDRAW, reason);
                case "release" -> new Order(choice(body), reason);
                default ->
                    throw Queries.refusal(
                            400, ErrorType.INVALID_ARGUMENT, "'action' must be 'release' or 'return': " + action);
            };
        }

        private static JsonNode body(String text) {
            try {
                JsonNode body = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
                if (body.isObject()) {
                    return body;
                }
            } catch (JsonProcessingException _other) {
                // Said below.
            }
            throw Queries.refusal(400, ErrorType.INVALID_ARGUMENT, "The body must be a JSON object");
        }

        private static Choice choice(JsonNode body) {
            try {
                Choice choice = Choice.fromConfigName(body.path("choice").asText(""));
                if (choice != Choice.WITHDRAW && choice != Choice.WAIT) {
                    return choice;
                }
            } catch (IllegalArgumentException _other) {
                // Said below.
            }
            throw Queries.refusal(
                    400,
                    ErrorType.INVALID_ARGUMENT,
                    "'choice' in the body must be 'password-pdf', 'password-zip' or 'send'");
        }
    }
}
