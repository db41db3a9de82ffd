package jinye.platform.clocks;

import static jinye.platform.clocks.SampleCalendar.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.web.Sentences;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JinyeTest
class ClocksTests {

    @Autowired
    Clocks clocks;

    @Autowired
    CalendarOffice office;

    @Autowired
    KeptClocks kept;

    @Autowired
    Calendars calendars;

    @Autowired
    Journal journal;

    @Autowired
    Sentences sentences;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private final RecordId subject =
            new RecordId("samples", ThreadLocalRandom.current().nextLong(1L << 40));
    private final Actor clerk =
            new Actor(subject.id(), "李明", 2, "科员", 5, "办公室", 3, "湖南省烟草专卖局", Set.of(), Set.of("clocks.manage"));

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "licences.notice-completeness, 2026-02-09, 2026-02-14",
        "licences.decide, 2026-02-09, 2026-03-13",
        "disclosure.correct, 2026-09-18, 2026-09-29",
        "disclosure.reply, 2026-09-18, 2026-10-22",
        "cases.preserved-evidence, 2026-04-30, 2026-05-13",
        "cases.open, 2026-09-24, 2026-10-12",
        "cases.hearing-request, 2026-06-17, 2026-06-25",
        "cases.decide, 2026-03-02, 2026-06-01",
        "cases.publicity, 2026-04-29, 2026-05-12",
        "cases.fine-payment, 2026-04-21, 2026-05-06",
        "petitions.accept, 2026-01-28, 2026-02-12",
        "petitions.handle, 2026-02-10, 2026-04-13",
        "cases.reminder, 2026-07-01, 2026-07-15",
        "documents.handle.EXTRA_URGENT, 2026-11-20, 2026-11-23",
        "documents.handle.URGENT, 2026-11-20, 2026-11-25",
        "documents.handle.PLAIN, 2026-09-28, 2026-10-13",
        "documents.step.D50, 2026-11-20, 2026-11-20"
    })
    void theRulesOfTheTableComeOut(String rule, LocalDate start, LocalDate due) {
        var reckoned = clocks.reckon(rule, at(start + "T10:00"));

        assertThat(reckoned.at()).isEqualTo(at(due + "T23:59:59.999"));
        assertThat(reckoned.ruleVersion()).isEqualTo(1);
        assertThat(reckoned.provisional()).isFalse();
    }

    @Test
    void aRuleTellsItsPromiseAndItsExtension() {
        assertThat(clocks.reckonPromise("licences.decide", at("2026-02-09T10:00"))
                        .orElseThrow()
                        .at())
                .isEqualTo(at("2026-02-26T23:59:59.999"));
        assertThat(clocks.reckonExtended("licences.decide", at("2026-02-09T10:00"))
                        .orElseThrow()
                        .at())
                .isEqualTo(at("2026-03-27T23:59:59.999"));
        assertThat(clocks.reckonExtended("petitions.handle", at("2026-02-10T10:00"))
                        .orElseThrow()
                        .at())
                .isEqualTo(at("2026-05-11T23:59:59.999"));
        assertThat(clocks.reckonExtended("cases.decide", at("2026-02-10T10:00")))
                .isEmpty();
    }

    @Test
    void everyRuleOfTheTableReckons() {
        var rules = jdbc.sql("select distinct id from clocks.rule")
                .query(String.class)
                .list();

        assertThat(rules)
                .hasSizeGreaterThan(28)
                .allSatisfy(rule -> assertThat(
                                clocks.reckon(rule, at("2026-11-23T10:00")).explanation())
                        .contains("截止"));
    }

    @Test
    void anUnknownRuleIsRefused() {
        assertThatExceptionOfType(Rules.UnknownRule.class).isThrownBy(() -> clocks.reckon("no.rule", Instant.EPOCH));
    }

    @Test
    void aRecordHasOneRunningClockOfARule() {
        var first = start("documents.handle.PLAIN");

        assertThat(start("documents.handle.PLAIN")).isEqualTo(first);
        assertThat(start("documents.handle.URGENT")).isNotEqualTo(first);
        assertThat(clocks.of(subject)).hasSize(2);
    }

    @Test
    void aPausedClockShowsNoLightAndMovesOnWhenItResumes() {
        var begun = clock.instant().minus(12, ChronoUnit.DAYS);
        var id = clocks.start(subject, "documents.handle.PLAIN", begun, List.of(clerk.person()));
        var before = clocks.of(subject).getFirst().due();
        clocks.pause(clerk, id, "等待第三方意见");

        assertThat(clocks.of(subject).getFirst().light()).isNull();

        // the pause began ten days ago
        jdbc.sql("update clocks.pause set begins = begins - interval '10 days' where clock = ?")
                .param(id)
                .update();
        var due = clocks.resume(clerk, id);

        assertThat(due.at()).isAfter(before);
        assertThat(due.explanation()).contains("等待第三方意见");
        assertThat(clocks.of(subject).getFirst().state()).isEqualTo(KeptClock.State.RUNNING);
        assertThat(journal.of(subject)).extracting("term").containsExactly("时限恢复", "时限中止");
    }

    @Test
    void aClockIsExtendedOnceWithReasonAndAuthority() {
        var id = start("documents.handle.PLAIN");
        var before = clocks.of(subject).getFirst().due();

        var due = clocks.extend(clerk, id, "情况复杂", "局长周正");

        assertThat(due.at()).isAfter(before);
        assertThat(due.explanation()).contains("其中含延长8个工作日（理由：情况复杂；批准：局长周正）");
        assertThatExceptionOfType(KeptClocks.ExtendedAlready.class)
                .isThrownBy(() -> clocks.extend(clerk, id, "情况复杂", "局长周正"));
    }

    @Test
    void whatTheRuleDoesNotExtendIsNotExtended() {
        var id = start("documents.handle.URGENT");

        assertThatExceptionOfType(KeptClocks.NotExtendable.class)
                .isThrownBy(() -> clocks.extend(clerk, id, "情况复杂", "局长周正"));
    }

    @Test
    void pausingNeedsAReasonAndARunningClock() {
        var id = start("documents.handle.PLAIN");

        assertThatExceptionOfType(KeptClocks.ReasonNeeded.class).isThrownBy(() -> clocks.pause(clerk, id, " "));
        assertThatExceptionOfType(KeptClocks.NotPaused.class).isThrownBy(() -> clocks.resume(clerk, id));
        clocks.stop(id);
        assertThatExceptionOfType(KeptClocks.NotRunning.class).isThrownBy(() -> clocks.pause(clerk, id, "听证"));
    }

    @Test
    void aStoppedClockStaysAndAnotherMayStart() {
        var first = start("documents.handle.PLAIN");
        clocks.stop(first);

        var second = start("documents.handle.PLAIN");

        assertThat(second).isNotEqualTo(first);
        assertThat(clocks.of(subject))
                .extracting(KeptClock::state)
                .containsExactly(KeptClock.State.RUNNING, KeptClock.State.STOPPED);
    }

    @Test
    void loadingTheHolidaysOfAYearMovesClocksAndTellsTheirHandlers() {
        inOneTransactionThatIsRolledBack(() -> {
            var id = clocks.start(subject, "cases.decide", at("2026-10-05T10:00"), List.of(clerk.person()));
            // 5 October + 90 days is Sunday 3 January 2027: provisionally Monday the 4th
            assertThat(clocks.of(subject).getFirst().due()).isEqualTo(at("2027-01-04T23:59:59.999"));
            assertThat(clocks.of(subject).getFirst().provisional()).isTrue();

            var loaded = office.load(
                    clerk,
                    2027,
                    "国务院办公厅关于2027年部分节假日安排的通知",
                    List.of(
                            new HolidayRow("2027-01-01", "周五", "元旦", "holiday"),
                            new HolidayRow("2027-01-02", "周六", "元旦", "holiday"),
                            new HolidayRow("2027-01-03", "周日", "元旦", "holiday"),
                            new HolidayRow("2027-01-04", "周一", "元旦", "holiday"),
                            new HolidayRow("2027-01-10", "周日", "元旦", "makeup_workday")));

            assertThat(loaded.recomputed()).isPositive();
            assertThat(clocks.of(subject).getFirst().due()).isEqualTo(at("2027-01-05T23:59:59.999"));
            assertThat(clocks.of(subject).getFirst().provisional()).isFalse();
            assertThat(clocks.isWorkingDay(LocalDate.of(2027, 1, 10))).isTrue();
            assertThat(jdbc.sql("select title from messages.message where person = ? and key like ?")
                            .params(clerk.person(), "clock:" + id + ":%")
                            .query(String.class)
                            .single())
                    .isEqualTo("行政处罚决定时限已按2027年放假安排重新计算：截止时间由2027年1月4日24时调整为2027年1月5日24时。");
        });

        assertThat(clocks.isWorkingDay(LocalDate.of(2027, 1, 10))).isFalse();
        assertThat(office.year(2027).known()).isFalse();
    }

    @Test
    void faultyRowsAreToldRowByRowAndNothingIsLoaded() {
        var rows = List.of(
                new HolidayRow("2027-01-01", "周六", "元旦", "holiday"),
                new HolidayRow("2027-13-01", null, "元旦", "holiday"),
                new HolidayRow("2027-01-02", "", "元旦", "day off"),
                new HolidayRow("2028-01-02", "", "元旦", "holiday"),
                new HolidayRow("2027-01-03", "", " ", "holiday"),
                new HolidayRow("2027-01-05", "", "元旦", "makeup_workday"),
                new HolidayRow("2027-02-06", "", "春节", "holiday"),
                new HolidayRow("2027-02-06", "", "春节", "holiday"));

        assertThatExceptionOfType(HolidayRow.FaultyRows.class)
                .isThrownBy(() -> office.load(clerk, 2027, "通知", rows))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Refusal.Fault::code)
                        .containsExactly(
                                "clocks.row-weekday",
                                "clocks.row-date",
                                "clocks.row-kind",
                                "clocks.row-year",
                                "clocks.row-name",
                                "clocks.row-makeup",
                                "clocks.row-twice"))
                .satisfies(refused -> assertThat(refused.faults())
                        .allSatisfy(fault -> assertThat(sentences.of(fault.code(), fault.facts()))
                                .startsWith("第 ")));
        assertThat(office.year(2027).known()).isFalse();
    }

    @Test
    void aSheetWithOtherColumnsIsRefused() {
        assertThatExceptionOfType(HolidayRow.WrongColumns.class)
                .isThrownBy(() -> HolidayRow.read("日期,名称\n2027-01-01,元旦"));
        assertThat(HolidayRow.read("\uFEFFdate,weekday,name,day_type\r\n2027-01-01,周五,元旦,holiday\r\n"))
                .hasSize(1);
    }

    @Test
    void loadingNeedsThePermission() {
        var other = new Actor(1, "王芳", 2, "科员", 5, "办公室", 3, "湖南省烟草专卖局", Set.of(), Set.of());

        assertThatExceptionOfType(Actor.NotPermitted.class)
                .isThrownBy(() -> office.load(other, 2027, "通知", new ArrayList<>()));
    }

    @Test
    void theCalendarOfAYearShowsItsDaysAndCounts() {
        var year = office.year(2026);

        assertThat(year.known()).isTrue();
        assertThat(year.days()).hasSize(39);
        assertThat(year.workingDays()).containsExactly(21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23);
        assertThat(office.year(2027).known()).isFalse();
    }

    @Test
    void aRuleOfTheBureauIsChangedForWhatStartsLater() {
        inOneTransactionThatIsRolledBack(() -> {
            var tomorrow = LocalDate.now(clock).plusDays(1);
            var change = new ChangeRule(5, PeriodUnit.WORKING_DAYS, null, null, "本单位公文处理办法（修订）", tomorrow);

            var changed = office.change(clerk, "documents.handle.URGENT", 1, change);

            assertThat(changed.version()).isEqualTo(2);
            assertThat(clocks.reckon("documents.handle.URGENT", clock.instant()).ruleVersion())
                    .isEqualTo(1);
            assertThat(clocks.reckon("documents.handle.URGENT", clock.instant().plus(1, ChronoUnit.DAYS))
                            .ruleVersion())
                    .isEqualTo(2);
            assertThatExceptionOfType(CalendarOffice.Stale.class)
                    .isThrownBy(() -> office.change(clerk, "documents.handle.URGENT", 1, change));
        });
    }

    @Test
    void aRuleOfTheLawChangesOnlyItsPromise() {
        inOneTransactionThatIsRolledBack(() -> {
            var today = LocalDate.now(clock);
            var longer = new ChangeRule(25, PeriodUnit.WORKING_DAYS, 8, 10, "办法", today);
            var promise = new ChangeRule(20, PeriodUnit.WORKING_DAYS, 6, 10, "服务承诺", today);

            assertThatExceptionOfType(CalendarOffice.SetByLaw.class)
                    .isThrownBy(() -> office.change(clerk, "licences.decide", 1, longer));
            assertThat(office.change(clerk, "licences.decide", 1, promise).promised())
                    .isEqualTo(6);
        });
    }

    private long start(String rule) {
        return clocks.start(subject, rule, clock.instant().minus(1, ChronoUnit.HOURS), List.of(clerk.person()));
    }

    /** What would change the calendar or the rules for the tests beside this one is undone at the end. */
    private void inOneTransactionThatIsRolledBack(Runnable test) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            test.run();
        });
    }
}
