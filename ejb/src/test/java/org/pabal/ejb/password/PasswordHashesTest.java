package org.pabal.ejb.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes(new SecureRandom(), PasswordHashes.Cost.USUAL);

    @Test
    void aHashSaysHowItWasMadeAndIsSalted() {
        String hash = hashes.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashes.hash("correct horse")).isNotEqualTo(hash);
        assertThat(hashes.matches("correct horse", hash)).isTrue();
        assertThat(hashes.matches("correct horsf", hash)).isFalse();
    }

    /** from the test suite of the reference implementation, {@code printf password | argon2 somesalt -id -t 2 -m 8 -p 1 -e} */
    @Test
    void hashesOfOtherParametersAreUnderstood() {
        String other = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(hashes.matches("password", other)).isTrue();
        assertThat(hashes.matches("passwore", other)).isFalse();
    }

    @Test
    void theHashOfNobodyCostsAsMuchAsAnyAndMatchesNothing() {
        String nobody = hashes.ofNobody();
        assertThat(nobody).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSameSizeAs(hashes.hash("correct horse"));
        assertThat(hashes.matches("correct horse", nobody)).isFalse();
        assertThat(hashes.matches("", nobody)).isFalse();
    }
}
