package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** With the disk nearly full people read on and are told that they cannot write. */
class DiskReserveTests {

    private static final DataSize MORE_THAN_ANY_DISK = DataSize.ofTerabytes(1_000_000);

    @TempDir
    Path data;

    private final List<Exception> told = new ArrayList<>();
    private final HandlerExceptionResolver problems = (request, response, handler, problem) -> {
        told.add(problem);
        return new ModelAndView();
    };

    @Test
    void aWriteIsRefusedWithoutBeingBegun() throws Exception {
        assertThat(isLetThrough("POST", "/api/documents", MORE_THAN_ANY_DISK)).isFalse();
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outage.class, outage -> assertThat(outage.code()).isEqualTo("runtime.disk-full"));
    }

    @Test
    void readingAndSigningInGoOn() throws Exception {
        assertThat(isLetThrough("GET", "/api/documents", MORE_THAN_ANY_DISK)).isTrue();
        assertThat(isLetThrough("POST", "/api/access/session", MORE_THAN_ANY_DISK))
                .isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void withRoomEnoughWritingGoesOnByItself() throws Exception {
        assertThat(isLetThrough("POST", "/api/documents", DataSize.ofBytes(1))).isTrue();
    }

    private boolean isLetThrough(String method, String path, DataSize reserve) throws Exception {
        var filter = new DiskReserveFilter(new DiskReserve(data, reserve), problems);
        var chain = new MockFilterChain();
        filter.doFilter(new MockHttpServletRequest(method, path), new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
