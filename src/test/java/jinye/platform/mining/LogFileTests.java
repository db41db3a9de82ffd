package jinye.platform.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs of other systems, good and bad ones. */
class LogFileTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<ForeignEvent>> xes(String text) {
        var cases = new LinkedHashMap<String, List<ForeignEvent>>();
        XesFile.read(bytes(text), cases::put);
        return cases;
    }

    private static Map<String, List<ForeignEvent>> csv(String text) {
        var cases = new LinkedHashMap<String, List<ForeignEvent>>();
        CsvFile.read(bytes(text), ZONE, cases::put);
        return cases;
    }

    private static void refusedXes(String text, String code) {
        assertThatExceptionOfType(BadLog.class)
                .isThrownBy(() -> xes(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("mining.log-" + code));
    }

    private static void refusedCsv(String text, String code, Object... facts) {
        assertThatExceptionOfType(BadLog.class).isThrownBy(() -> csv(text)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("mining.log-" + code);
            assertThat(refused.facts()).containsExactly(facts);
        });
    }

    @Test
    void whatIsWrittenAsXesIsReadBackTheSame() {
        var events = List.of(
                new ForeignEvent(
                        "起草",
                        Instant.parse("2026-03-02T01:30:00Z"),
                        Instant.parse("2026-03-02T01:00:00Z"),
                        "李敏",
                        "专卖处"),
                new ForeignEvent("签发 <&\">", Instant.parse("2026-03-03T01:30:00Z"), null, null, null));
        var out = new ByteArrayOutputStream();
        try (var writer = new XesFile.Writer(out)) {
            writer.trace("1 关于打假的通知", events);
        }

        assertThat(xes(out.toString(StandardCharsets.UTF_8))).isEqualTo(Map.of("1 关于打假的通知", events));
    }

    @Test
    void xesOfOtherToolsIsRead() {
        var cases = xes("""
                <?xml version="1.0"?>
                <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
                  <global scope="event"><string key="concept:name" value="x"/></global>
                  <trace>
                    <string key="concept:name" value="A-1"/>
                    <event><string key="concept:name" value="two"/><date key="time:timestamp" value="2012-04-02T08:00:00.000+02:00"/></event>
                    <event>
                      <string key="concept:name" value="one"/><string key="lifecycle:transition" value="COMPLETE"/>
                      <date key="time:timestamp" value="2012-04-01T08:00:00.000+02:00"/>
                      <list key="more"><values><string key="concept:name" value="inner"/></values></list>
                    </event>
                    <event><string key="concept:name" value="two"/><string key="lifecycle:transition" value="schedule"/>
                      <date key="time:timestamp" value="2012-04-01T09:00:00.000+02:00"/></event>
                  </trace>
                </log>""");

        assertThat(cases.get("A-1")).extracting(ForeignEvent::activity).containsExactly("one", "two");
    }

    @Test
    void hostileXmlIsRefused() {
        refusedXes(
                "<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><log><trace>&x;</trace></log>", "doctype");
        refusedXes("""
                <!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
                <log><trace><string key="concept:name" value="&b;"/></trace></log>""", "doctype");
        refusedXes("<log><trace><event></trace></log>", "unreadable");
        refusedXes("not xml at all", "unreadable");
        refusedXes("", "unreadable");
    }

    @Test
    void anEventWithoutNameOrWithAnAbsurdMomentIsRefused() {
        var event = "<log><trace><event><string key=\"concept:name\" value=\"%s\"/>"
                + "<date key=\"time:timestamp\" value=\"%s\"/></event></trace></log>";
        refusedXes(event.formatted("", "2026-01-01T00:00:00Z"), "event-incomplete");
        refusedXes(event.formatted("a", "yesterday"), "event-incomplete");
        refusedXes(event.formatted("a", "0001-01-01T00:00:00Z"), "event-incomplete");
        refusedXes(event.formatted("a", "+999999-01-01T00:00:00Z"), "event-incomplete");
    }

    @Test
    void csvIsReadInAnyOrderOfColumnsAndLines() {
        var cases = csv("""
                \uFEFF部门,办件,完成时间,环节,开始时间
                办公室,1,2026-03-03 10:00,核稿,2026/3/3 9:00
                专卖处,1,2026-03-02T09:30:00+08:00,"起草, 初稿",
                ,2,2026/3/2 9:30:15,起草,
                """);

        assertThat(cases).containsOnlyKeys("1", "2");
        assertThat(cases.get("1"))
                .containsExactly(
                        new ForeignEvent("起草, 初稿", Instant.parse("2026-03-02T01:30:00Z"), null, null, "专卖处"),
                        new ForeignEvent(
                                "核稿",
                                Instant.parse("2026-03-03T02:00:00Z"),
                                Instant.parse("2026-03-03T01:00:00Z"),
                                null,
                                "办公室"));
    }

    @Test
    void badCsvIsRefusedWithTheColumnOrTheLine() {
        refusedCsv("办件,完成时间\n1,2026-03-03 10:00\n", "column-missing", "环节");
        refusedCsv("", "column-missing", "办件");
        refusedCsv("case,activity,timestamp\n1,a,2026-03-03 10:00\n1,b,third of March\n", "line-incomplete", 3L);
        refusedCsv("case,activity,timestamp\n1,,2026-03-03 10:00\n", "line-incomplete", 2L);
        refusedCsv("case,activity,timestamp\n1,a,9026-03-03 10:00\n", "line-incomplete", 2L);
        refusedCsv("case,activity,timestamp\n1,\"a,2026-03-03 10:00\n", "unreadable", 1);
        refusedCsv("case,case,timestamp\n1,a,2026-03-03 10:00\n", "column-missing", "环节");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() {
        var gbk = "办件,环节,完成时间\n1,起草,2026-03-03 10:00\n".getBytes(Charset.forName("GBK"));

        assertThatExceptionOfType(BadLog.class)
                .isThrownBy(() -> CsvFile.read(new ByteArrayInputStream(gbk), ZONE, (name, events) -> {}))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("mining.log-unreadable"));
    }
}
