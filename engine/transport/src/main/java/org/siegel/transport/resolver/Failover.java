package org.siegel.transport.resolver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Several resolvers, asked in the order in which they are listed. One that is down is passed over at once, and tried again
 * now and then without anybody waiting for it. One that answers, but not what was asked for, is not the last word either.
 */
public final class Failover implements RemoteResolver {

    private static final Logger LOGGER = LoggerFactory.getLogger(Failover.class);

    private final List<Member> members;
    private final Executor executor;

    /**
     * Asks nothing yet.
     *
     * @param resolvers at least one
     * @param executor  for blocking work; virtual threads are meant
     */
    public Failover(List<RemoteResolver> resolvers, Executor executor, Clock clock) {
        if (resolvers.isEmpty()) {
            throw new IllegalArgumentException("no resolver is configured");
        }
        this.members = resolvers.stream()
                .map(resolver -> new Member(resolver, new Standing(clock)))
                .toList();
        this.executor = executor;
    }

    private record Member(RemoteResolver resolver, Standing standing) {}

    @Override
    public String name() {
        return members.stream().map(member -> member.resolver().name()).collect(Collectors.joining(", "));
    }

    @Override
    public Message ask(Message query) throws IOException {
        retryWhoIsDown(query);
        List<String> failures = new ArrayList<>();
        Message unhelpful = new Message();
        for (Member member : inOrder()) {
            try {
                Message answer = ask(member, query);
                if (isHelpful(answer)) {
                    return answer;
                }
                unhelpful = answer;
            } catch (IOException e) {
                failures.add(member.resolver().name() + ": " + e.getMessage());
            }
        }
        if (unhelpful.getQuestion() != null) {
            return unhelpful; // each has been asked, and this is what they say
        }
        throw new IOException(String.join("; ", failures));
    }

    /** Those that are down last: if all are, they are still better than nobody. */
    private List<Member> inOrder() {
        return Stream.concat(
                        members.stream().filter(member -> !member.standing().isDown()),
                        members.stream().filter(member -> member.standing().isDown()))
                .toList();
    }

    private static boolean isHelpful(Message answer) {
        return switch (answer.getRcode()) {
            case Rcode.NOERROR, Rcode.NXDOMAIN -> true;
            default -> false;
        };
    }

    private Message ask(Member member, Message query) throws IOException {
        try {
            Message answer = member.resolver().ask(query);
            if (member.standing().noteAnswer()) {
                LOGGER.info("The resolver {} answers again", member.resolver().name());
            }
            return answer;
        } catch (IOException e) {
            if (member.standing().noteFailure(isCertain(e))) {
                LOGGER.warn(
                        "The resolver {} is down: {}. It is tried again in {} s; {}",
                        member.resolver().name(),
                        e.getMessage(),
                        Standing.PAUSE.toSeconds(),
                        members.size() > 1 ? "meanwhile the others are asked" : "there is no other: see dns.resolver");
            }
            throw e;
        }
    }

    /** Whether nobody is there, or somebody else, rather than somebody who is slow. */
    private static boolean isCertain(IOException e) {
        return e instanceof ConnectException || e instanceof PortUnreachableException || e instanceof SSLException;
    }

    private void retryWhoIsDown(Message query) {
        if (members.size() > 1) {
            members.stream()
                    .filter(member -> member.standing().claimRetry())
                    .forEach(member -> executor.execute(() -> retry(member, query)));
        }
    }

    private void retry(Member member, Message query) {
        try {
            ask(member, query);
        } catch (IOException _stillDown) {
            // Its standing says so.
        }
    }
}
