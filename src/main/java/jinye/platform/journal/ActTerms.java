package jinye.platform.journal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The Chinese terms of acts, from every module's messages: {@code act.documents.sign=签发}. */
@Component
class ActTerms {

    private final Properties terms = new Properties();

    ActTerms() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:modules/*/messages.properties");
        for (var file : files) {
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                terms.load(reader);
            }
        }
    }

    /** The act's own name when its module gives no term, so that nothing is hidden from an auditor. */
    String of(String act) {
        return terms.getProperty("act." + act, act);
    }
}
