package org.siegel.content.detect;

import java.util.stream.Stream;

/** What opens something for whoever reads it. */
final class Secrets {

    private Secrets() {}

    static Stream<Detector> all() {
        return Stream.of(
                new PrivateKeyDetector(),
                new PasswordDetector(),
                new AddressWithPasswordDetector(),
                // Amazon, GitHub, GitLab, Slack, Stripe, Google, SendGrid, npm, Hugging Face, Docker, Anthropic, OpenAI
                new TokenDetector("AKIA", 16, 16),
                new TokenDetector("ASIA", 16, 16),
                new TokenDetector("ghp_", 36, 36),
                new TokenDetector("gho_", 36, 36),
                new TokenDetector("ghu_", 36, 36),
                new TokenDetector("ghs_", 36, 36),
                new TokenDetector("ghr_", 36, 76),
                new TokenDetector("github_pat_", 60, 90),
                new TokenDetector("glpat-", 20, 60),
                new TokenDetector("xoxb-", 24, 120),
                new TokenDetector("xoxp-", 24, 120),
                new TokenDetector("xoxa-", 24, 120),
                new TokenDetector("xoxr-", 24, 120),
                new TokenDetector("xoxs-", 24, 120),
                new TokenDetector("sk_live_", 16, 120),
                new TokenDetector("rk_live_", 16, 120),
                new TokenDetector("AIza", 35, 35),
                new TokenDetector("SG.", 60, 70),
                new TokenDetector("npm_", 36, 36),
                new TokenDetector("hf_", 30, 40),
                new TokenDetector("dckr_pat_", 24, 40),
                new TokenDetector("sk-ant-", 24, 160),
                new TokenDetector("sk-proj-", 24, 200),
                new TokenDetector("eyJ", 60, 220),
                new TokenDetector("AGE-SECRET-KEY-1", 58, 58));
    }
}
