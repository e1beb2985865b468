package org.siegel.transport.mtasts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;

/** Where policies outlive a restart, shared by all nodes. What cannot be read or written is an exception. */
public interface PolicyMemory {

    /** Remembers nothing: every look-up fetches. For a single look at a domain. */
    static PolicyMemory none() {
        return new PolicyMemory() {
            @Override
            public Optional<RememberedPolicy> find(DomainName domain) {
                return Optional.empty();
            }

            @Override
            public void remember(RememberedPolicy policy) {
                // that is what it is for
            }

            @Override
            public List<RememberedPolicy> due(Instant now, int most) {
                return List.of();
            }

            @Override
            public boolean claim(RememberedPolicy policy, Instant nextTry) {
                return false;
            }

            @Override
            public void forgetExpired(Instant now) {
                // there is nothing
            }
        };
    }

    /** The policy of the domain, which may have expired. */
    Optional<RememberedPolicy> find(DomainName domain);

    /** Keeps it in the place of an older one; one that was fetched later stays. */
    void remember(RememberedPolicy policy);

    /** Those whose time to be fetched anew has come, the longest waiting first. */
    List<RememberedPolicy> due(Instant now, int most);

    /**
     * Undertakes to fetch it anew. Of all callers on all nodes one gets {@code true}.
     *
     * @param nextTry when somebody else may try, if this one does not succeed
     */
    boolean claim(RememberedPolicy policy, Instant nextTry);

    /** Takes away what expired before then. */
    void forgetExpired(Instant now);
}
