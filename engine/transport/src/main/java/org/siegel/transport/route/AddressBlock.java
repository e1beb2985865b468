package org.siegel.transport.route;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All addresses that begin with the same bits.
 *
 * @param length how many bits
 * @param octets the first octets of the block; those that are missing are zero
 */
record AddressBlock(int length, List<Integer> octets) {

    AddressBlock {
        octets = List.copyOf(octets);
    }

    static AddressBlock of(int length, Integer... octets) {
        return new AddressBlock(length, Arrays.asList(octets));
    }

    /** Whether the address, of the family that the block is of, lies in it. */
    boolean contains(byte[] address) {
        return IntStream.range(0, length).allMatch(bit -> bit(address[bit / 8], bit) == bit(octet(bit / 8), bit));
    }

    private int octet(int position) {
        return position < octets.size() ? octets.get(position) : 0;
    }

    private static int bit(int octet, int position) {
        return octet >> (7 - position % 8) & 1;
    }
}
