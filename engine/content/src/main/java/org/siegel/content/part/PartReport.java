package org.siegel.content.part;

import org.siegel.policy.PartState;

/**
 * One part and how the look into it ended.
 *
 * @param type its media type in lower case, or {@code unknown type}; never a file name
 */
public record PartReport(String type, PartState state) {}
