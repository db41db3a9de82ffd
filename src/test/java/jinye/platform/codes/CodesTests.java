package jinye.platform.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@JinyeTest
class CodesTests {

    @Autowired
    Codes codes;

    @Autowired
    CodeOffice office;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    private final String name = "test.d" + ThreadLocalRandom.current().nextLong(1L << 40);

    @Test
    void aRenamedItemKeepsItsOldNameForOldDaysAndAnEndedOneIsStillNamed() {
        var actor = administrator();
        office.create(actor, new CodeOffice.NewDictionary(name, "级别", "本单位规定"));
        change(actor, 1, today(), item("a", "甲", null), item("b", "乙", "a"));
        var later = today().plusDays(10);

        change(actor, 2, later, item("a", "甲级", null), item("c", "丙", null));

        assertThat(codes.items(name)).extracting(CodeItem::name).containsExactly("甲", "乙");
        assertThat(codes.items(name, later)).extracting(CodeItem::name).containsExactly("甲级", "丙");
        assertThat(codes.names(name, List.of("a", "b", "x")))
                .containsEntry("a", "甲级")
                .containsEntry("b", "乙")
                .doesNotContainKey("x");
        assertThat(codes.history(name)).hasSize(4);
    }

    @Test
    void whatWasPlannedMayBePlannedAnew() {
        var actor = administrator();
        office.create(actor, new CodeOffice.NewDictionary(name, "级别", "本单位规定"));
        change(actor, 1, today(), item("a", "甲", null));
        change(actor, 2, today().plusDays(10), item("a", "甲级", null));

        change(actor, 3, today().plusDays(5), item("a", "一级", null));

        assertThat(codes.items(name, today().plusDays(20)))
                .extracting(CodeItem::name)
                .containsExactly("一级");
        assertThat(codes.items(name)).extracting(CodeItem::name).containsExactly("甲");
    }

    @Test
    void faultyListsAreRefusedWithTheLineAtFault() {
        var actor = administrator();
        office.create(actor, new CodeOffice.NewDictionary(name, "级别", "本单位规定"));

        assertThatExceptionOfType(CodeOffice.FaultyDictionary.class)
                .isThrownBy(() -> change(
                        actor,
                        1,
                        today().minusDays(1),
                        item("a", "甲", "b"),
                        item("b", "乙", "a"),
                        item("b", "又乙", null),
                        item("c", "丙", "nobody")))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Refusal.Fault::code)
                        .contains("codes.too-early", "codes.item-twice", "codes.item-parent"));
        assertThatExceptionOfType(CodeOffice.FaultyDictionary.class)
                .isThrownBy(() -> change(actor, 1, today(), item("a", "甲", "b"), item("b", "乙", "a")));
    }

    @Test
    void anybodyReadsAndOnlyAnAdministratorChanges() {
        var clerk = Visitor.at(port).signIn("limin");

        assertThat(clerk.get("/api/codes/dictionaries/leave.kind/items").json()).hasSize(9);
        assertThat(clerk.get("/api/codes/dictionaries/no.such/items").code()).isEqualTo("codes.no-such-dictionary");
        assertThat(clerk.post("/api/codes/dictionaries", "{\"code\":\"x.y\",\"name\":\"甲\",\"source\":\"乙\"}")
                        .status())
                .isEqualTo(403);
    }

    private void change(Actor actor, long version, LocalDate from, CodeOffice.ItemEntry... items) {
        office.change(actor, name, version, new CodeOffice.ChangeDictionary("级别", "本单位规定", from, List.of(items)));
    }

    private static CodeOffice.ItemEntry item(String code, String name, String parent) {
        return new CodeOffice.ItemEntry(code, name, parent);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Actor administrator() {
        return bureau.actor("sysadmin");
    }
}
