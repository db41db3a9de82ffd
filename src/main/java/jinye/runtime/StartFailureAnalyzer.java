package jinye.runtime;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what an administrator can put right into a sentence. */
final class StartFailureAnalyzer {

    private StartFailureAnalyzer() {}

    static class OfOurs extends AbstractFailureAnalyzer<CannotStart> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, CannotStart cause) {
            return new FailureAnalysis(cause.sentence(), null, cause);
        }
    }

    static class OfPort extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, PortInUseException cause) {
            String sentence = "端口 %1$d 已被占用，请用 --port 另选端口。 Port %1$d is in use; choose another with --port."
                    .formatted(cause.getPort());
            return new FailureAnalysis(sentence, null, cause);
        }
    }
}
