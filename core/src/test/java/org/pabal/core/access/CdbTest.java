package org.pabal.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CdbTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 200)
    void everyKeyIsFoundWithItsFirstData(@ForAll @Size(max = 60) List<String> keys, @ForAll String absent) {
        CdbWriter writer = new CdbWriter();
        Map<String, byte[]> first = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byte[] data = bytes("data " + i);
            writer.add(bytes(keys.get(i)), data);
            first.putIfAbsent(new String(bytes(keys.get(i)), StandardCharsets.UTF_8), data);
        }

        Cdb cdb = Cdb.require(writer.toBytes());

        first.forEach((key, data) -> assertThat(cdb.find(bytes(key))).hasValue(data));
        String other = new String(bytes(absent), StandardCharsets.UTF_8);
        if (!first.containsKey(other)) {
            assertThat(cdb.find(bytes(other))).isEmpty();
        }
    }

    @Test
    void aFileThatIsTooShortIsNone() {
        assertThatThrownBy(() -> Cdb.require(new byte[2047])).hasMessage("a cdb has at least 2048 bytes");
    }

    @Test
    void aFileThatWasCutIsDamagedAndNotEmpty() {
        byte[] whole = new CdbWriter().add(bytes("key"), bytes("data")).toBytes();
        Cdb cut = Cdb.require(java.util.Arrays.copyOf(whole, 2050));

        assertThatThrownBy(() -> cut.find(bytes("key"))).hasMessageContaining("damaged");
        assertThatThrownBy(() -> cut.forEach((key, data) -> {})).hasMessageContaining("damaged");
    }

    @Test
    void aLengthThatPointsOutsideIsDamage() {
        byte[] file = new CdbWriter().add(bytes("key"), bytes("data")).toBytes();
        java.util.Arrays.fill(file, 2052, 2056, (byte) 0xff);

        assertThatThrownBy(() -> Cdb.require(file).find(bytes("key"))).hasMessageContaining("damaged");
    }
}
