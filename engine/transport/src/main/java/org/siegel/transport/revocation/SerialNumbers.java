package org.siegel.transport.revocation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** A set of serial numbers of certificates, 20 bytes each (RFC 5280 §4.1.2.2), sorted. */
final class SerialNumbers {

    private static final int WIDTH = 20;

    private final byte[] rows;

    private SerialNumbers(byte[] rows) {
        this.rows = rows;
    }

    /** Numbers that are not allowed are left out: no certificate is looked for by them. */
    static SerialNumbers of(List<BigInteger> numbers) {
        List<byte[]> sorted = numbers.stream()
                .filter(SerialNumbers::isAllowed)
                .map(SerialNumbers::row)
                .sorted(Arrays::compareUnsigned)
                .toList();
        byte[] rows = new byte[sorted.size() * WIDTH];
        for (int i = 0; i < sorted.size(); i++) {
            System.arraycopy(sorted.get(i), 0, rows, i * WIDTH, WIDTH);
        }
        return new SerialNumbers(rows);
    }

    /** Whether a certificate may have it. */
    static boolean isAllowed(BigInteger number) {
        return number.signum() >= 0 && number.bitLength() < WIDTH * Byte.SIZE;
    }

    private static byte[] row(BigInteger number) {
        byte[] digits = number.toByteArray();
        byte[] row = new byte[WIDTH];
        System.arraycopy(digits, 0, row, WIDTH - digits.length, digits.length);
        return row;
    }

    boolean contains(BigInteger number) {
        byte[] wanted = row(number);
        int low = 0;
        int high = rows.length / WIDTH - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(rows, middle * WIDTH, (middle + 1) * WIDTH, wanted, 0, WIDTH);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    int bytes() {
        return rows.length;
    }
}
