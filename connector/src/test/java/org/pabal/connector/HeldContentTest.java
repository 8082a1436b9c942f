package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldContentTest {
    private static final byte[] PIECE = new byte[100 * 1024];

    @Test
    void takesNothingMoreWhenTheDiskIsShort() throws IOException {
        AtomicLong room = new AtomicLong(300L << 20);
        try (HeldContent content = new HeldContent(room::get)) {
            for (int i = 0; i < 10; i++) {
                content.write(PIECE, 0, PIECE.length);
            }
            room.set(255L << 20);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            content.write(PIECE, 0, PIECE.length);
                        }
                    })
                    .havingCause()
                    .withMessageContaining("less than 256 MiB are left");
        }
    }

    @Test
    void whatIsSmallNeedsNoDisk() throws IOException {
        try (HeldContent content = new HeldContent(() -> {
            throw new AssertionError("the disk is asked");
        })) {
            content.write(PIECE, 0, PIECE.length);
            content.write(PIECE, 0, PIECE.length);
        }
    }
}
