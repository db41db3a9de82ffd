package jinye.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JinyeTest
class NumberingTests {

    private static final String SERIES = "湘烟办";

    @Autowired
    Numbering numbering;

    @Autowired
    Ledger ledger;

    @Autowired
    SeriesRegister register;

    @Autowired
    Directory directory;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final int year = Year.now().getValue();
    private final long unit = ThreadLocalRandom.current().nextLong(1L << 40);
    private final Actor clerk =
            new Actor(7, "李明", 2, "科员", 5, "办公室", unit, "湖南省烟草专卖局", Set.of("person:7"), Set.of("numbering.manage"));
    private long records = unit;

    @BeforeEach
    void theUnitHasASeries() {
        jdbc.sql("""
                insert into numbering.series (unit, code, name, kind, digits, source, tag, effective_from)
                values (?, ?, '综合', 'DOCUMENT', 1, '样例', 'CFG', '2000-01-01')
                """).params(unit, SERIES).update();
    }

    @Test
    void numbersFollowEachOtherFromOne() {
        assertThat(take().text()).isEqualTo(SERIES + "〔" + year + "〕1号");
        assertThat(take().text()).isEqualTo(SERIES + "〔" + year + "〕2号");
        assertThat(numbering.take(clerk, unit, SERIES, year - 1, next()).number())
                .isEqualTo(1);
    }

    @Test
    void aRecordThatAsksAgainGetsTheSameNumber() {
        var record = next();

        var first = numbering.take(clerk, unit, SERIES, year, record);

        assertThat(numbering.take(clerk, unit, SERIES, year, record)).isEqualTo(first);
        assertThat(journal.of(record)).extracting("act").containsExactly("numbering.take");
    }

    @Test
    void fiftyAtOnceGetFiftyNumbersWithoutGapOrRepetition() throws Exception {
        var taken = atOnce(IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(n -> () -> take().number())
                .toList());

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void fiftyRequestsForOneRecordTakeOneNumber() throws Exception {
        var record = next();

        var taken = atOnce(IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(n ->
                        () -> numbering.take(clerk, unit, SERIES, year, record).number())
                .toList());

        assertThat(taken).containsOnly(1);
        assertThat(take().number()).isEqualTo(2);
    }

    @Test
    void aNumberTakenInATransactionThatIsRolledBackIsGivenToTheNext() throws Exception {
        var taken = atOnce(IntStream.range(0, 40)
                .<Callable<Integer>>mapToObj(n -> () -> transaction.execute(status -> {
                    var number = take().number();
                    if (n % 2 == 0) {
                        status.setRollbackOnly();
                        return 0;
                    }
                    return number;
                }))
                .toList());

        assertThat(taken.stream().filter(number -> number > 0).sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aCancelledNumberIsNeverGivenAgain() {
        var record = next();
        var first = numbering.take(clerk, unit, SERIES, year, record);

        numbering.cancel(clerk, unit, SERIES, year, first.number(), "内容重复，撤回重发");

        assertThat(numbering.take(clerk, unit, SERIES, year, record).number()).isEqualTo(2);
        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.number()).isEqualTo(1);
            assertThat(gap.state()).isEqualTo(NumberState.CANCELLED);
            assertThat(gap.reason()).isEqualTo("内容重复，撤回重发");
            assertThat(gap.explained()).isTrue();
        });
        assertThatExceptionOfType(Numbering.NotCancellable.class)
                .isThrownBy(() -> numbering.cancel(clerk, unit, SERIES, year, 1, "再次作废"));
    }

    @Test
    void cancellingNeedsAReason() {
        take();

        assertThatExceptionOfType(Numbering.ReasonNeeded.class)
                .isThrownBy(() -> numbering.cancel(clerk, unit, SERIES, year, 1, " "));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aReservedNumberIsPassedOverUntilItIsGiven() {
        numbering.reserve(clerk, unit, SERIES, year, 2, "会议纪要配套通知");
        var meeting = next();

        assertThat(take().number()).isEqualTo(1);
        assertThat(take().number()).isEqualTo(3);
        assertThat(numbering.takeReserved(clerk, unit, SERIES, year, 2, meeting).number())
                .isEqualTo(2);
        assertThat(numbering.take(clerk, unit, SERIES, year, meeting).number()).isEqualTo(2);
        assertThatExceptionOfType(Numbering.NotFree.class)
                .isThrownBy(() -> numbering.takeReserved(clerk, unit, SERIES, year, 2, next()));
    }

    @Test
    void skippedNumbersAreExplainedGaps() {
        take();
        numbering.skip(clerk, unit, SERIES, year, 2, 4, "纸质登记簿已用");

        assertThat(take().number()).isEqualTo(5);
        assertThat(gaps()).extracting(NumberGap::number).containsExactly(2, 3, 4);
        assertThat(gaps()).allMatch(NumberGap::explained);
    }

    @Test
    void aNumberMissingFromTheLedgerIsFlaggedUntilItIsExplained() {
        take();
        jdbc.sql("update numbering.counter set last = 3 where series = ?")
                .param(known().id())
                .update();
        take();

        assertThat(gaps()).extracting(NumberGap::number).containsExactly(2, 3);
        assertThat(gaps()).noneMatch(NumberGap::explained);

        numbering.skip(clerk, unit, SERIES, year, 2, 3, "系统切换前已用");

        assertThat(gaps()).allMatch(NumberGap::explained);
    }

    @Test
    void theLedgerNeitherForgetsNorRevives() {
        take();
        numbering.cancel(clerk, unit, SERIES, year, 1, "作废");

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from numbering.number where series = ?")
                        .param(known().id())
                        .update());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update numbering.number set state = 'TAKEN' where series = ?")
                        .param(known().id())
                        .update());
    }

    @Test
    void anotherUnitsMarkAndAFutureYearAreRefused() {
        assertThatExceptionOfType(Numbering.WrongYear.class)
                .isThrownBy(() -> numbering.take(clerk, unit, SERIES, year + 1, next()));
        assertThatExceptionOfType(Numbering.NotFree.class).isThrownBy(() -> {
            take();
            numbering.reserve(clerk, unit, SERIES, year, 1, "预留");
        });
    }

    @Test
    void anIssuedNumberIsUsed() {
        var record = next();
        numbering.take(clerk, unit, SERIES, year, record);

        numbering.use(record);

        assertThat(ledger.page(known(), year, null, null, 50).items())
                .extracting(LedgerRow::state)
                .containsExactly(NumberState.USED);
        assertThat(numbering.take(clerk, unit, SERIES, year, record).number()).isEqualTo(1);
    }

    @Test
    void aUnitHasSeriesMadeOfItsMarkAndTheRegistersOfEveryUnit() {
        var province = directory.allUnits().getFirst();

        var codes = numbering.seriesOf(province.id()).stream().map(Series::code).toList();

        assertThat(codes)
                .startsWith(province.docMark() + "办")
                .contains(province.docMark() + "函", "收", "签")
                .allMatch(code -> code.matches("[一-龥]{1,8}"));
        assertThatExceptionOfType(Numbering.UnknownSeries.class)
                .isThrownBy(() -> numbering.take(clerk, province.id(), "京烟办", year, next()));
    }

    private TakenNumber take() {
        return numbering.take(clerk, unit, SERIES, year, next());
    }

    private synchronized RecordId next() {
        return new RecordId("samples", records++);
    }

    private List<NumberGap> gaps() {
        return ledger.gaps(known(), year);
    }

    private SeriesRegister.Known known() {
        return register.find(unit, SERIES).orElseThrow();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
