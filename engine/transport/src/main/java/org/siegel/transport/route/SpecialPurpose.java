package org.siegel.transport.route;

import java.util.List;

/** The address blocks where no public mail server can be (IANA's special-purpose address registries, RFC 6890). */
final class SpecialPurpose {

    private SpecialPurpose() {}

    static final List<AddressBlock> IPV4 = List.of(
            AddressBlock.of(8, 0), // this network
            AddressBlock.of(8, 10), // private
            AddressBlock.of(10, 100, 64), // shared, carrier-grade NAT
            AddressBlock.of(8, 127), // loopback
            AddressBlock.of(16, 169, 254), // link-local
            AddressBlock.of(12, 172, 16), // private
            AddressBlock.of(24, 192, 0, 0), // protocol assignments
            AddressBlock.of(24, 192, 0, 2), // documentation
            AddressBlock.of(24, 192, 88, 99), // relays of 6to4
            AddressBlock.of(16, 192, 168), // private
            AddressBlock.of(15, 198, 18), // benchmarks
            AddressBlock.of(24, 198, 51, 100), // documentation
            AddressBlock.of(24, 203, 0, 113), // documentation
            AddressBlock.of(3, 224)); // multicast, reserved, broadcast

    /** All that is assigned to hosts anywhere; loopback, local, multicast and IPv4 in disguise lie outside. */
    static final AddressBlock GLOBAL_UNICAST = AddressBlock.of(3, 0x20);

    /** What is special within. */
    static final List<AddressBlock> IPV6 = List.of(
            AddressBlock.of(23, 0x20, 0x01, 0x00), // protocol assignments, Teredo: any IPv4 address in disguise
            AddressBlock.of(32, 0x20, 0x01, 0x0D, 0xB8), // documentation
            AddressBlock.of(16, 0x20, 0x02), // 6to4: any IPv4 address in disguise
            AddressBlock.of(20, 0x3F, 0xFF)); // documentation
}
