package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security.md says which test proves which control: every one it names is there, and every area of level 3 has a row. */
class SecurityMapTests {

    private static final Path MAP = Path.of("docs/security.md");
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*Tests)(?:\\.(\\w+))?");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var missing = new TreeSet<String>();
        var tests = tests();
        var named = NAMED.matcher(Files.readString(MAP));
        int count = 0;
        while (named.find()) {
            count++;
            var file = tests.get(named.group(1));
            var method = named.group(2);
            if (file == null) {
                missing.add(named.group(1));
            } else if (method != null
                    && !method.equals("java")
                    && !Files.readString(file).contains("void " + method + "(")) {
                missing.add(named.group());
            }
        }

        assertThat(count).isGreaterThan(40);
        assertThat(missing).as("named in docs/security.md and not there").isEmpty();
    }

    @Test
    void everyAreaOfLevelThreeThatAnApplicationMustShowHasARow() throws IOException {
        assertThat(Files.readString(MAP))
                .contains(
                        "身份鉴别", "访问控制", "安全审计", "入侵防范", "恶意代码防范", "可信验证", "数据完整性", "数据保密性", "备份恢复", "剩余信息保护", "个人信息保护",
                        "集中管控");
    }

    private static Map<String, Path> tests() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Tests.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
