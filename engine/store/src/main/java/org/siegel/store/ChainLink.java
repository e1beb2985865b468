package org.siegel.store;

import java.nio.ByteBuffer;

/**
 * One link of a node's chain.
 *
 * @param seq  from 1, without gaps; 0 for the place before the first
 * @param hash of the link before, the number and the record's content
 */
record ChainLink(long seq, Hash hash) {

    static final ChainLink BEFORE_THE_FIRST = new ChainLink(0, Hash.ZERO);

    ChainLink next(Hash content) {
        long number = seq + 1;
        return new ChainLink(number, Hash.of(digest -> {
            digest.update(hash.bytes());
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number).array());
            digest.update(content.bytes());
        }));
    }
}
