package org.siegel.mailets.delivery;

import java.time.Clock;
import org.siegel.policy.Policy;
import org.siegel.transport.delivery.Predictions;

/** What decides on the next steps of every mail of one queue. */
record DeliveryRules(
        DeliveryParameters parameters,
        Policy policy,
        Demands demands,
        Predictions predictions,
        DowngradeGuard downgrades,
        AttemptLog log,
        RefusedContainers containers,
        Clock clock) {}
