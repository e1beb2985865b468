package org.siegel.transport.dns;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way by which dnsjava's checks of signatures reach a {@link ZoneKey}: it asks the JDK, and the JDK asks its providers
 * for one that knows the key. This one is the last of them and knows no other kind of key, so that nothing else in the
 * process is done differently because it is there.
 */
final class ZoneSignatures extends Provider {

    private static final long serialVersionUID = 1L;

    private ZoneSignatures() {
        // Two copies of this class, in two extension jars, know nothing of each other's keys.
        super(
                "SiegelZoneSignatures-" + Integer.toHexString(System.identityHashCode(ZoneSignatures.class)),
                "1",
                "Signatures of DNS zones, for keys of the DNSSEC validator only");
        for (String algorithm : List.of("SHA256withECDSA", "SHA384withECDSA", "Ed25519", "Ed448")) {
            putService(new Checks(this, algorithm));
        }
    }

    /** Once; afterwards it does nothing. */
    static void install() {
        if (Arrays.stream(Security.getProviders()).noneMatch(ZoneSignatures.class::isInstance)) {
            Security.addProvider(new ZoneSignatures());
        }
    }

    private static final class Checks extends Service {

        Checks(Provider provider, String algorithm) {
            super(provider, "Signature", algorithm, Check.class.getName(), List.of(), Map.of());
        }

        @Override
        public Object newInstance(@Nullable Object _none) {
            return new Check();
        }

        @Override
        public boolean supportsParameter(@Nullable Object key) {
            return key instanceof ZoneKey;
        }
    }

    private static final class Check extends SignatureSpi {

        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private @Nullable ZoneKey key;

        @Override
        protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
            if (!(given instanceof ZoneKey known)) {
                throw new InvalidKeyException("only for keys of the DNSSEC validator");
            }
            key = known;
            data.reset();
        }

        @Override
        protected void engineInitSign(PrivateKey _key) throws InvalidKeyException {
            throw new InvalidKeyException("nothing is signed here");
        }

        @Override
        protected void engineUpdate(byte octet) {
            data.write(octet);
        }

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) {
            data.write(octets, offset, length);
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException("nothing is signed here");
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            if (key == null) {
                throw new IllegalStateException("no key was given");
            }
            byte[] signed = data.toByteArray();
            data.reset();
            return key.fits(signed, signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String _name, Object _value) {
            throw new UnsupportedOperationException("there are no parameters");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String _name) {
            throw new UnsupportedOperationException("there are no parameters");
        }
    }
}
