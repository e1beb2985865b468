package org.siegel.content;

import java.util.List;
import org.siegel.content.part.PartReport;
import org.siegel.policy.Risk;

/**
 * All that was found out about one message.
 *
 * @param risk  its class, and why
 * @param parts what became of each part, in their order; of a message with very many, the first 1,000
 */
public record Examination(Risk risk, List<PartReport> parts) {

    public Examination {
        parts = List.copyOf(parts);
    }
}
