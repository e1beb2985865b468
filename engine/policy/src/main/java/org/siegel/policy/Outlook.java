package org.siegel.policy;

/** What can be said, before delivery, about how well a mail would travel to one domain. */
public sealed interface Outlook {

    /** The weakest MX host that may be used reaches this grade. */
    record Predicted(TransportGrade grade) implements Outlook {}

    /** A look-up or connection failed, so nothing can be said yet. */
    record Undetermined() implements Outlook {}

    /** Delivery tried for as long as the policy allows and never got the grade. */
    record Exhausted() implements Outlook {}
}
