package org.siegel.transport.corroboration;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.transport.resolver.RemoteResolver;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Puts one question to all resolvers at once and reads what they answer. */
final class PerspectiveQuestions {

    private final List<RemoteResolver> perspectives;
    private final Executor executor;

    PerspectiveQuestions(List<RemoteResolver> perspectives, Executor executor) {
        this.perspectives = List.copyOf(perspectives);
        this.executor = executor;
    }

    /** The MX records as preference and name. */
    Map<String, View> mx(DomainName domain) {
        return all(perspective -> view(perspective, domain, Type.MX));
    }

    /** IPv4 and IPv6 addresses together. */
    Map<String, View> addresses(DomainName host) {
        return all(perspective -> together(view(perspective, host, Type.A), view(perspective, host, Type.AAAA)));
    }

    private static View together(View one, View other) {
        if (one instanceof View.Seen(var first) && other instanceof View.Seen(var second)) {
            Set<String> both = new HashSet<>(first);
            both.addAll(second);
            return new View.Seen(both);
        }
        return one instanceof View.Unanswered ? one : other;
    }

    private Map<String, View> all(Function<RemoteResolver, View> question) {
        Map<String, CompletableFuture<View>> asked = perspectives.stream()
                .collect(Collectors.toMap(
                        RemoteResolver::name,
                        perspective -> CompletableFuture.supplyAsync(() -> question.apply(perspective), executor)));
        return asked.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    private static View view(RemoteResolver perspective, DomainName name, int type) {
        Message answer;
        try {
            answer = perspective.ask(
                    Message.newQuery(Record.newRecord(Name.fromString(name.ascii() + "."), type, DClass.IN)));
        } catch (TextParseException e) {
            return new View.Unanswered("the name cannot be asked for");
        } catch (IOException e) {
            return new View.Unanswered(String.valueOf(e.getMessage()));
        }
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return new View.Unanswered(Rcode.string(code));
        }
        return new View.Seen(answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .map(PerspectiveQuestions::value)
                .collect(Collectors.toSet()));
    }

    private static String value(Record record) {
        return switch (record) {
            case MXRecord mx ->
                mx.getPriority() + " " + mx.getTarget().toString(true).toLowerCase(Locale.ROOT);
            case ARecord v4 -> v4.getAddress().getHostAddress();
            case AAAARecord v6 -> v6.getAddress().getHostAddress();
            default -> record.rdataToString();
        };
    }
}
