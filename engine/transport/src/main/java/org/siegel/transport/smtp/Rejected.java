package org.siegel.transport.smtp;

/**
 * The mail was not taken for this recipient, and it is certain that it was not.
 *
 * @param stage where it was refused
 * @param permanence whether trying again can help
 * @param ground who refused it, and why
 */
public record Rejected(Stage stage, Permanence permanence, Ground ground) implements Outcome {

    /** Why a mail was refused. */
    public sealed interface Ground {}

    /**
     * The server refused it.
     *
     * @param reply as a rule negative
     */
    public record ServerSaid(SmtpReply reply) implements Ground {}

    /**
     * We did not offer it to this server, because it could not have taken it. Another MX host of the domain may.
     *
     * @param words one sentence for the sender
     */
    public record WeFound(Obstacle obstacle, String words) implements Ground {}

    static Rejected byServer(Stage stage, SmtpReply reply) {
        return new Rejected(stage, Permanence.of(reply), new ServerSaid(reply));
    }

    static Rejected byUs(Obstacle obstacle, String words) {
        return new Rejected(Stage.BEFORE_SENDING, Permanence.PERMANENT, new WeFound(obstacle, words));
    }

    /** For the notice to the sender (RFC 3464): of the same class as {@link #permanence()}. */
    public EnhancedStatus status() {
        EnhancedStatus stated = switch (ground) {
            case ServerSaid(var reply) -> reply.statusOrGeneric();
            case WeFound(var obstacle, var words) -> obstacle.status();
        };
        int category = permanence == Permanence.PERMANENT ? 5 : 4;
        return new EnhancedStatus(category, stated.subject(), stated.detail());
    }

    @Override
    public String describe() {
        return switch (ground) {
            case ServerSaid(var reply) ->
                "The receiving server refused the message " + stage.moment() + ": " + reply.text();
            case WeFound(var obstacle, var words) -> words;
        };
    }
}
