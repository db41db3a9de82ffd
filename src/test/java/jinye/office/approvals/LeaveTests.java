package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import jinye.kernel.Page;
import jinye.platform.forms.Checked;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The first kind, from the catalogue to its end. */
@JinyeTest
class LeaveTests {

    static final Map<String, Object> SHORT = Map.of(
            "kind", "annual", "begin", "2026-12-07", "end", "2026-12-08", "days", 2, "years", 12, "reason", "回乡探亲");

    @Autowired
    Walk walk;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Catalogue catalogue;

    @Autowired
    RequestReading reading;

    @Autowired
    RequestList list;

    @Autowired
    RequestSheet sheets;

    @Test
    void theCatalogueIsFoundByInitials() {
        var entries = catalogue.of(bureau.actor("limin")).entries();

        assertThat(entries)
                .filteredOn(entry -> entry.name().equals("leave"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.title()).isEqualTo("请假");
                    assertThat(entry.pinyin()).isEqualTo("qingjia qj");
                    assertThat(entry.startable()).isTrue();
                });
    }

    @Test
    void aShortLeaveEndsWithTheHeadOfTheDepartment() {
        var request = walk.fill("limin", "leave", SHORT);
        assertThat(request.title).isEqualTo("李敏年休假2天");
        assertThat(request.number).isNull();

        walk.send(request, "apply", "sent");
        assertThat(walk.now(request).number).startsWith("假〔");
        assertThat(walk.now(request).state).isEqualTo(RequestState.RUNNING);
        walk.send(request, "department", "agree");
        assertThat(walk.open(request)).containsExactly("record");
        walk.send(request, "record", "sent");
        walk.add(request, "back", Map.of("returned", "2026-12-09", "actualDays", 2));
        walk.send(request, "back", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aLongLeaveGoesToTheLeadersTheTableNames() {
        var request = walk.fill("limin", "leave", with(SHORT, "days", 20));
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.send(request, "leader", "agree");

        assertThat(walk.open(request)).containsExactly("principal");
        var verdicts = reading.view(bureau.actor("limin"), request.id).verdicts();
        assertThat(verdicts.getFirst().sentence()).contains("第 4 行").contains("天数 > 15");
    }

    @Test
    void aRefusalEndsTheRequest() {
        var request = walk.fill("limin", "leave", SHORT);
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "refuse");

        assertThat(walk.now(request).state).isEqualTo(RequestState.REFUSED);
        assertThat(walk.open(request)).isEmpty();
    }

    @Test
    void whatIsMissingIsNamedBeforeItIsSent() {
        var request = walk.fill("limin", "leave", Map.of("kind", "sick"));

        assertThatExceptionOfType(Checked.NotAcceptable.class)
                .isThrownBy(() -> walk.send(request, "apply", "sent"))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.pointer())
                        .contains("/begin", "/end", "/days", "/reason"));
        assertThat(walk.now(request).number).isNull();
    }

    @Test
    void strangersDoNotKnowOfIt() {
        var request = walk.fill("limin", "leave", SHORT);

        assertThatExceptionOfType(RequestStore.NoSuchRequest.class)
                .isThrownBy(() -> reading.view(bureau.actor("jiangbo"), request.id));
    }

    @Test
    void declaredValuesAreListedFilteredAndSorted() {
        var mine = new java.util.ArrayList<Long>();
        for (var days : new Object[] {1.5, 7, 3}) {
            mine.add(walk.fill("luowenbin", "leave", with(SHORT, "days", days)).id);
        }

        var filter = RequestFilter.of(true, "leave", null, null, null, null, java.util.List.of("days:ge:3"));
        Page<RequestRow> page = list.page(bureau.actor("luowenbin"), filter, "days", true, null, 10);

        assertThat(page.items()).extracting(RequestRow::id).containsExactly(mine.get(1), mine.get(2));
        assertThat(page.items().getFirst().values()).containsEntry("days", "7").containsEntry("kind", "年休假");
    }

    @Test
    void thePaperShowsWhatWasSaidAndRunsNothing() {
        var request = walk.fill("limin", "leave", with(SHORT, "reason", "<script>alert(1)</script>{{number}}"));
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");

        var now = walk.now(request);
        var html = sheets.html(now, reading.view(bureau.actor("limin"), now.id));

        assertThat(html)
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .contains("年休假")
                .contains("同意。")
                .contains("赵伟");
    }

    static Map<String, Object> with(Map<String, Object> data, String field, Object value) {
        var more = new LinkedHashMap<String, Object>(data);
        more.put(field, value);
        return more;
    }
}
