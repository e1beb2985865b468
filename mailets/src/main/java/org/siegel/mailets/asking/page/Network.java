package org.siegel.mailets.asking.page;

import java.net.InetAddress;

/**
 * The addresses that begin with the same bits.
 *
 * @param bits how many, from 0 to all of the address
 */
public record Network(InetAddress address, int bits) {

    public Network {
        if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("a network has from 0 to " + address.getAddress().length * Byte.SIZE
                    + " bits of its address, not " + bits);
        }
        if (!isSame(address, cut(address, bits), address.getAddress().length * Byte.SIZE)) {
            throw new IllegalArgumentException("the network " + address.getHostAddress() + "/" + bits
                    + " has bits set behind the first " + bits + ": is it " + address.getHostAddress() + "/"
                    + address.getAddress().length * Byte.SIZE + "?");
        }
    }

    /** Whether the address is one of them. */
    boolean contains(InetAddress other) {
        return isSame(address, other.getAddress(), bits);
    }

    private static byte[] cut(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int i = bits; i < bytes.length * Byte.SIZE; i++) {
            bytes[i / Byte.SIZE] &= (byte) ~(0x80 >> i % Byte.SIZE);
        }
        return bytes;
    }

    private static boolean isSame(InetAddress address, byte[] there, int bits) {
        byte[] here = address.getAddress();
        if (here.length != there.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> i % Byte.SIZE;
            if ((here[i / Byte.SIZE] & mask) != (there[i / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
