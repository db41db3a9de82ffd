package jinye.office.documents.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import jinye.office.documents.text.Body;
import jinye.office.documents.versions.MarkedText.MarkedRun;
import org.junit.jupiter.api.Test;

/** 花脸稿: who wrote and who struck out what, at which step; every step can be read again from the marks alone. */
class MarkedTextTests {

    private static MarkedText.Kept kept(int number, String person, String title, String body) {
        return new MarkedText.Kept(
                number, "环节" + number, person, Instant.EPOCH.plusSeconds(number), title, Body.paragraphs(body));
    }

    @Test
    void whatIsWrittenAndStruckOutKeepsItsAuthor() {
        var text = MarkedText.of(List.of(
                kept(1, "李敏", "关于检查的通知", "请各单位于月底前报送。\n特此通知。"),
                kept(2, "赵伟", "关于专项检查的通知", "请各单位于12月20日前报送。\n特此通知。"),
                kept(3, "陈静", "关于专项检查的通知", "请各单位于12月20日前书面报送。")));

        assertThat(text.title())
                .containsExactly(
                        new MarkedRun("关于", 0, null), new MarkedRun("专项", 1, null), new MarkedRun("检查的通知", 0, null));
        assertThat(text.blocks().getFirst().runs())
                .contains(new MarkedRun("12", 1, null), new MarkedRun("20日", 1, null), new MarkedRun("书面", 2, null))
                .anySatisfy(run -> {
                    assertThat(run.gone()).isEqualTo(1);
                    assertThat(run.text()).contains("底");
                });
        assertThat(text.blocks().getLast().runs()).containsExactly(new MarkedRun("特此通知。", 0, 2));
        assertThat(text.steps().get(2).added()).isEqualTo(2);
        assertThat(text.steps().get(2).removed()).isEqualTo(5);
    }

    @Test
    void everyStepReadsFromTheMarksAsItWasWritten() {
        var random = new Random(20261130);
        for (int round = 0; round < 200; round++) {
            var versions = new ArrayList<MarkedText.Kept>();
            String body = line(random) + "\n" + line(random);
            for (int number = 1; number <= 5; number++) {
                versions.add(kept(number, "某人" + number, "标题" + random.nextInt(3), body));
                body = changed(random, body);
            }
            var text = MarkedText.of(versions);

            for (int place = 0; place < versions.size(); place++) {
                assertThat(read(text, place))
                        .isEqualTo(versions.get(place).body().plainText());
            }
        }
    }

    private static String read(MarkedText text, int place) {
        return text.blocks().stream()
                .map(block -> block.runs().stream()
                        .filter(run -> run.by() <= place && (run.gone() == null || run.gone() > place))
                        .map(MarkedRun::text)
                        .collect(Collectors.joining()))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String line(Random random) {
        return "烟草专卖管理办法请示批复通知意见".substring(random.nextInt(5), 8 + random.nextInt(7)) + random.nextInt(100) + "。";
    }

    private static String changed(Random random, String body) {
        var lines = new ArrayList<>(body.lines().toList());
        switch (random.nextInt(4)) {
            case 0 -> lines.add(random.nextInt(lines.size() + 1), line(random));
            case 1 -> {
                if (lines.size() > 1) {
                    lines.remove(random.nextInt(lines.size()));
                }
            }
            default -> {
                int at = random.nextInt(lines.size());
                lines.set(at, lines.get(at).replaceFirst(".", "新" + random.nextInt(9)));
            }
        }
        return String.join("\n", lines);
    }
}
