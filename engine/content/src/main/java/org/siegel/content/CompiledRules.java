package org.siegel.content;

import org.siegel.content.scan.CompiledScan;
import org.siegel.content.tag.RiskTags;
import org.siegel.policy.ContentRules;
import org.siegel.policy.RiskClass;

/** The officer's rules with everything that is worked out from them once. */
record CompiledRules(ContentRules content, RiskClass defaultClass, RiskTags tags, CompiledScan scan) {}
