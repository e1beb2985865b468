package org.siegel.james;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.siegel.store.ContainerRefusalStore;
import org.siegel.store.ContainerRefusalStore.Refusal;
import org.siegel.store.Store;
import spark.Request;
import spark.Response;
import spark.Service;

/** WebAdmin's routes for the containers that servers refused, which later mails do not begin with: listed and forgotten. */
public final class RefusedRoutes implements Routes {

    private static final String BASE = "/adaptive-encryption/refused-containers";

    private final ContainerRefusalStore memory;
    private final JsonTransformer transformer = new JsonTransformer();

    @Inject
    public RefusedRoutes(Store store) {
        this.memory = store.containerRefusals();
    }

    /** Those of some domains, by their names; {@code total} counts domains. */
    record Page(long total, List<Line> refused, Optional<String> after) {}

    /** One of them; the names are those of the JSON. */
    record Line(String domain, String container, String reply, String at, String expires) {

        static Line of(Refusal refusal) {
            return new Line(
                    refusal.domain(),
                    refusal.form().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    refusal.reply(),
                    refusal.at().toString(),
                    refusal.expires().toString());
        }
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::list, transformer);
        service.delete(BASE + "/:domain", this::forget);
    }

    private Page list(Request request, Response response) {
        Slice<Refusal> found = Slice.of(request, memory::all, Refusal::domain);
        return new Page(memory.count(), found.items().stream().map(Line::of).toList(), found.after());
    }

    private String forget(Request request, Response response) {
        String domain = request.params("domain").toLowerCase(Locale.ROOT);
        if (!memory.forget(domain)) {
            throw Queries.refusal(404, ErrorType.NOT_FOUND, "No container is remembered as refused by " + domain);
        }
        response.status(204);
        return "";
    }
}
