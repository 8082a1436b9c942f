package org.pabal.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    private static String basic(String scheme, byte[] octets) {
        return scheme + " " + Base64.getEncoder().encodeToString(octets);
    }

    private static String basic(String both) {
        return basic("Basic", both.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePasswordIsAllAfterTheFirstColon() {
        assertThat(BasicCredentials.parse(basic("ada:a:b: "))).contains(new BasicCredentials("ada", "a:b: "));
        assertThat(BasicCredentials.parse(basic("ada:"))).contains(new BasicCredentials("ada", ""));
        assertThat(BasicCredentials.parse(basic("ada:pass\u00e9"))).contains(new BasicCredentials("ada", "pass\u00e9"));
    }

    @Test
    void theSchemeIsNamedInAnyCase() {
        assertThat(BasicCredentials.parse(basic("bASIC", "a:b".getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!!", "Basic YQ==", "Bearer YTpi", "BasicYTpi"})
    void whatIsMalformedIsNobody(String field) {
        assertThat(BasicCredentials.parse(field)).isEmpty();
    }

    @Test
    void octetsThatAreNoUtf8AreNobody() {
        assertThat(BasicCredentials.parse(basic("Basic", new byte[] {'a', ':', (byte) 0xc0, (byte) 0xaf})))
                .isEmpty();
    }

    @Test
    void aHugeFieldIsNotEvenDecoded() {
        assertThat(BasicCredentials.parse(basic("ada:" + "x".repeat(10_000)))).isEmpty();
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(new BasicCredentials("ada", "correct horse")).asString().doesNotContain("horse");
    }
}
