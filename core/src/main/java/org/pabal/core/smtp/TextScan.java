package org.pabal.core.smtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The inner loop of the data codec. */
final class TextScan {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BEYOND_CR = EACH * ('\r' + 1);

    private TextScan() {}

    /** @return where the next CR, LF or NUL is, or {@code end} */
    static int end(byte[] buffer, int from, int end) {
        int at = from;
        while (at < end) {
            // eight octets at a time, as long as none of them is below 14
            while (at + 8 <= end && mayPass((long) EIGHT.get(buffer, at))) {
                at += 8;
            }
            int stop = Math.min(at + 8, end);
            for (; at < stop; at++) {
                byte b = buffer[at];
                if (b == '\r' || b == '\n' || b == 0) {
                    return at;
                }
            }
        }
        return end;
    }

    /** Whether no octet is below 14: subtracting borrows into the high bit just where one is, or where it was set before. */
    private static boolean mayPass(long octets) {
        return ((octets - BEYOND_CR) & ~octets & HIGH_BITS) == 0;
    }
}
