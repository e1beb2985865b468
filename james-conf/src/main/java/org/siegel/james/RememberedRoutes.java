package org.siegel.james;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.siegel.store.AnswerMemory;
import org.siegel.store.RememberedAnswer;
import spark.Request;
import spark.Response;
import spark.Service;

/** WebAdmin's routes for the answers of senders that count for later mails too: listed and revoked. */
public final class RememberedRoutes implements Routes {

    private static final String BASE = "/adaptive-encryption/remembered";

    private final AnswerMemory memory;
    private final JsonTransformer transformer = new JsonTransformer();

    @Inject
    public RememberedRoutes(AnswerMemory memory) {
        this.memory = memory;
    }

    /** Some of them, by their ids. */
    record Page(long total, List<Line> remembered, Optional<String> after) {}

    /** One of them; the names are those of the JSON. */
    record Line(
            String id,
            Optional<String> sender,
            String target,
            String riskClass,
            String choice,
            String reason,
            String givenBy,
            String given,
            String expires) {

        static Line of(RememberedAnswer answer) {
            return new Line(
                    answer.id(),
                    answer.sender(),
                    answer.target(),
                    answer.riskClass(),
                    answer.choice().configName(),
                    answer.words(),
                    answer.givenBy(),
                    answer.given().toString(),
                    answer.expires().toString());
        }
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::list, transformer);
        service.delete(BASE + "/:id", this::revoke);
    }

    private Page list(Request request, Response response) {
        Slice<RememberedAnswer> found = Slice.of(request, memory::all, RememberedAnswer::id);
        return new Page(memory.count(), found.items().stream().map(Line::of).toList(), found.after());
    }

    private String revoke(Request request, Response response) {
        String id = request.params("id");
        if (!memory.forget(id)) {
            throw Queries.refusal(404, ErrorType.NOT_FOUND, "There is no remembered answer with the id " + id);
        }
        response.status(204);
        return "";
    }
}
