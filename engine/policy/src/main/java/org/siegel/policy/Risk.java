package org.siegel.policy;

import java.util.List;

/**
 * The risk class of one mail with everything that led to it.
 *
 * @param riskClass the highest class that any reason leads to, or the policy's default class; lower only where a tag lowers, which
 *     is a reason of its own
 * @param reasons   in the order found; empty if only the default applied
 */
public record Risk(RiskClass riskClass, List<RiskReason> reasons) {

    public Risk {
        reasons = List.copyOf(reasons);
    }
}
