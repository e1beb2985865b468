package org.siegel.testing.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;

/** Signs record sets when they are first asked for, and again when the clock has used up the signature. */
final class ZoneSigner {
    private static final Duration VALIDITY = Duration.ofDays(30);
    /** Also before the clock's time, since a validator's clock may be slow (RFC 6781 §4.4.2). */
    private static final Duration HEAD_START = Duration.ofDays(1);

    private final ZoneKey key;
    private final @Nullable ZoneFlaw flaw;
    private final Clock clock;
    private final ConcurrentMap<Question, RRset> signed = new ConcurrentHashMap<>();

    ZoneSigner(ZoneKey key, @Nullable ZoneFlaw flaw, Clock clock) {
        this.key = key;
        this.flaw = flaw;
        this.clock = clock;
    }

    ZoneKey key() {
        return key;
    }

    /** Whether the zone has signatures and denial of existence at all. */
    boolean signs() {
        return !(flaw instanceof ZoneFlaw.SignaturesStripped);
    }

    RRset sign(RRset bare) {
        if (!signs()) {
            return bare;
        }
        return signed.compute(new Question(bare.getName(), bare.getType()), (question, old) -> {
            boolean fresh = old != null && isCurrent(old.sigs().getFirst());
            return fresh ? old : withSignature(bare, question);
        });
    }

    private boolean isCurrent(RRSIGRecord signature) {
        Instant now = clock.instant();
        Instant start = signature.getTimeSigned().minus(shift());
        return !now.isBefore(start) && now.isBefore(start.plus(VALIDITY));
    }

    private RRset withSignature(RRset bare, Question question) {
        Instant start = clock.instant().minus(HEAD_START).plus(shift());
        var copy = new RRset(bare);
        RRSIGRecord good = signature(bare, start);
        copy.addRR(corrupts(question) ? corrupted(good) : good);
        return copy;
    }

    private RRSIGRecord signature(RRset bare, Instant start) {
        try {
            return DNSSEC.sign(bare, key.record(), key.privateKey(), start, start.plus(VALIDITY));
        } catch (DNSSECException e) {
            throw new IllegalStateException(
                    "cannot sign " + bare.getName() + " in " + key.record().getName(), e);
        }
    }

    private Duration shift() {
        if (flaw instanceof ZoneFlaw.SignaturesExpired) {
            return VALIDITY.multipliedBy(2).negated();
        }
        return flaw instanceof ZoneFlaw.SignaturesNotYetValid ? VALIDITY : Duration.ZERO;
    }

    private boolean corrupts(Question question) {
        if (flaw instanceof ZoneFlaw.SignatureCorrupt(var owner, int type)) {
            Name zone = key.record().getName();
            return question.equals(new Question(ZonePlan.relative(owner, zone), type));
        }
        return flaw instanceof ZoneFlaw.EverySignatureCorrupt;
    }

    private static RRSIGRecord corrupted(RRSIGRecord good) {
        byte[] bytes = good.getSignature().clone();
        bytes[bytes.length / 2] ^= 1;
        return new RRSIGRecord(
                good.getName(),
                good.getDClass(),
                good.getTTL(),
                good.getTypeCovered(),
                good.getAlgorithm(),
                good.getOrigTTL(),
                good.getExpire(),
                good.getTimeSigned(),
                good.getFootprint(),
                good.getSigner(),
                bytes);
    }
}
