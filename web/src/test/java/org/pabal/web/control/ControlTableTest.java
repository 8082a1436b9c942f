package org.pabal.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.ejb.control.ControlEntry;
import org.pabal.ejb.control.StoredText;

class ControlTableTest {
    @Test
    void eachLineOfASettingHasALineAndWhatIsSetHasAStar() {
        StoredText locals = new StoredText("locals", "a.test\nb.test\n", 7, Instant.EPOCH, "ada");
        assertThat(ControlTable.of(List.of(
                        new ControlEntry("databytes", Optional.of("0"), Optional.empty()),
                        new ControlEntry("locals", Optional.of("a.test\nb.test"), Optional.of(locals)),
                        new ControlEntry("rcpthosts", Optional.empty(), Optional.empty()))))
                .isEqualTo("""
                          databytes  0
                        * locals     a.test
                                     b.test
                          rcpthosts
                        (* set; all others are defaults)
                        """);
    }
}
