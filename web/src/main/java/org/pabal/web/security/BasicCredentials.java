package org.pabal.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and password from an {@code Authorization: Basic} field (RFC 7617), in UTF-8. */
record BasicCredentials(String name, String password) {
    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 4_096;

    /** @return empty if the field is of another scheme or malformed */
    static Optional<BasicCredentials> parse(String field) {
        if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || field.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] octets =
                    Base64.getDecoder().decode(field.substring(SCHEME.length()).strip());
            String both = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(both.substring(0, colon), both.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return "BasicCredentials[" + name + "]";
    }
}
