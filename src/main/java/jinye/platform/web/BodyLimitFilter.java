package jinye.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A request that says more than any form of ours can is refused before it is read, or as soon as it has said too much. Files come by
 * their own ways with their own limits. Stands after the sign-in, so that strangers are told to sign in first.
 */
@Component
@Order(BodyLimitFilter.AFTER_SECURITY)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int AFTER_SECURITY = 0;

    private final long bytesMax;
    private final HandlerExceptionResolver problems;

    BodyLimitFilter(
            @Value("${jinye.web.body-max:8MB}") DataSize bytesMax,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.bytesMax = bytesMax.toBytes();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return !request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/api/files/uploads")
                || type != null && type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > bytesMax) {
            problems.resolveException(request, response, null, new TooLarge());
            return;
        }
        // a request that gives no length is counted
        chain.doFilter(request.getContentLengthLong() < 0 ? new Counted(request, bytesMax) : request, response);
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long bytesMax;

        Counted(HttpServletRequest request, long bytesMax) {
            super(request);
            this.bytesMax = bytesMax;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var bytes = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int one = bytes.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int some = bytes.read(target, offset, length);
                    count(Math.max(0, some));
                    return some;
                }

                private void count(int more) {
                    read += more;
                    if (read > bytesMax) {
                        throw new TooLarge();
                    }
                }

                @Override
                public boolean isFinished() {
                    return bytes.isFinished();
                }

                @Override
                public boolean isReady() {
                    return bytes.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    bytes.setReadListener(listener);
                }
            };
        }
    }

    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.TOO_LARGE, "web.too-large");
        }
    }
}
