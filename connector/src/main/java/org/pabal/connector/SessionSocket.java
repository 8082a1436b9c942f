package org.pabal.connector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;

/**
 * A session's socket. When we shut down its input ourselves, its reader is interrupted instead of told that the input has
 * ended: TLS takes an end of input for the end of all, and the session could not say its last words any more.
 */
final class SessionSocket extends Socket {
    private volatile boolean shut;

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(super.getInputStream());
    }

    @Override
    public void shutdownInput() throws IOException {
        shut = true;
        super.shutdownInput();
    }

    private final class Input extends FilterInputStream {
        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return checked(in.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return checked(in.read(buffer, offset, length));
        }

        private int checked(int result) throws InterruptedIOException {
            if (result < 0 && shut) {
                throw new InterruptedIOException("the session is ended from outside");
            }
            return result;
        }
    }
}
