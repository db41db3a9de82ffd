package jinye.platform.files;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A tus request that cannot pretend to be another method (a GET carrying {@code X-HTTP-Method-Override: DELETE} would get past
 * the check against forged requests) and cannot send more bytes than its upload still lacks, announced or not.
 */
final class TusRequest extends HttpServletRequestWrapper {

    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private final long bytesMax;
    private boolean tooLong;
    private boolean cutOff;

    TusRequest(HttpServletRequest request, long bytesMax) {
        super(request);
        this.bytesMax = bytesMax;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return OVERRIDE.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream());
    }

    private final class Bounded extends ServletInputStream {
        private final ServletInputStream in;
        private long received;

        Bounded(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read;
            try {
                read = in.read(buffer, from, length);
            } catch (IOException gone) {
                cutOff = true;
                throw gone;
            }
            received += Math.max(0, read);
            if (received > bytesMax) {
                tooLong = true;
                throw new IOException("more bytes than the upload lacks");
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
