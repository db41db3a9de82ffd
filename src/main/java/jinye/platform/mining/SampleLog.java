package jinye.platform.mining;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import jinye.platform.clocks.Clocks;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import jinye.platform.workflow.ProcessDefinitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The demo bureau's past, half a year of it, so that the pages of process analysis have something to tell. Its cases have
 * negative numbers and no matters behind them. Only with {@code jinye.demo}.
 */
@Component
class SampleLog {

    private static final Logger log = LoggerFactory.getLogger(SampleLog.class);
    private static final int CALENDAR_DAYS = 182;
    private static final int WORKING_DAYS = 128;
    private static final long SEED = 20_260_101;

    private final boolean wanted;
    private final ProcessDefinitions definitions;
    private final Directory directory;
    private final Clocks clocks;
    private final CaseLog cases;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SampleLog(
            @Value("#{${jinye.demo:false} and '${jinye.role:province}' == 'province'}") boolean wanted,
            ProcessDefinitions definitions,
            Directory directory,
            Clocks clocks,
            CaseLog cases,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.wanted = wanted;
        this.definitions = definitions;
        this.directory = directory;
        this.clocks = clocks;
        this.cases = cases;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** When everybody can work already. What a killed process left out is made at the next start. */
    @EventListener
    void ready(ApplicationReadyEvent ready) {
        if (!wanted || directory.allUnits().isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("sample-log").start(() -> {
            try {
                long started = System.nanoTime();
                int made = make();
                log.info(
                        "{} sample cases for process analysis made in {} ms",
                        made,
                        (System.nanoTime() - started) / 1_000_000);
            } catch (RuntimeException stopped) {
                // the application was stopped meanwhile; the next start makes up for it
                log.debug("The sample log is not made", stopped);
            }
        });
    }

    int make() {
        int made = 0;
        for (var plan : SamplePlan.all()) {
            var known = definitions.latest(plan.kind());
            if (known.isPresent()) {
                made += Objects.requireNonNullElse(transaction.execute(status -> make(plan, known.get())), 0);
            }
        }
        return made;
    }

    private boolean isMissing(String kind) {
        return jdbc.sql("select not exists (select from mining.case_log where kind = :kind and id < 0)")
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    private int make(SamplePlan plan, int version) {
        // the collector reckons the same days; and another start may be making the same
        jdbc.sql("select one from mining.progress for update")
                .query(Boolean.class)
                .single();
        if (!isMissing(plan.kind())) {
            return 0;
        }
        var province = directory.allUnits().stream()
                .filter(unit -> unit.level() == Unit.Level.PROVINCE)
                .toList();
        var cities = directory.allUnits().stream()
                .filter(unit -> unit.level() == Unit.Level.CITY)
                .sorted(Comparator.comparing(Unit::code))
                .limit(1)
                .toList();
        var now = clock.instant();
        var first = LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai"))
                .minusDays(CALENDAR_DAYS)
                .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        var all = new ArrayList<Case>();
        var ids = new ArrayDeque<Long>();
        Stream.concat(province.stream(), cities.stream())
                .forEach(unit -> all.addAll(new SampleCases(
                                plan,
                                staff(unit),
                                WORKING_DAYS,
                                SEED + unit.code().hashCode() + plan.kind().hashCode())
                        .until(now, first, version, clocks, () -> next(ids))));
        cases.write(all);
        return all.size();
    }

    private long next(Queue<Long> ids) {
        if (ids.isEmpty()) {
            ids.addAll(jdbc.sql("select -nextval('mining.foreign_ids') from generate_series(1, 1000)")
                    .query(Long.class)
                    .list());
        }
        return ids.remove();
    }

    private SampleCases.Staff staff(Unit unit) {
        var departments = directory.departmentsOf(unit.id()).stream()
                .filter(department -> !department.code().equals("JLD"))
                .toList();
        Map<Long, String> names = new HashMap<>();
        directory.departmentsOf(unit.id()).forEach(department -> names.put(department.id(), department.name()));
        var others = new EnumMap<SamplePlan.Who, List<SampleCases.Worker>>(SamplePlan.Who.class);
        var heads = each(departments, department -> directory.headOf(department.id()).stream());
        others.put(SamplePlan.Who.HEAD, heads);
        others.put(SamplePlan.Who.OTHER_HEAD, heads.stream().limit(4).toList());
        others.put(
                SamplePlan.Who.LEADER,
                directory.leadersOf(unit.id()).stream()
                        .skip(1)
                        .map(person -> new SampleCases.Worker(person.id(), person.name(), "局领导"))
                        .toList());
        others.put(
                SamplePlan.Who.PRINCIPAL,
                directory.principalOf(unit.id()).stream()
                        .map(person -> new SampleCases.Worker(person.id(), person.name(), "局领导"))
                        .toList());
        for (var role : List.of(
                SamplePlan.Who.R_LEGAL, SamplePlan.Who.R_OFFICE, SamplePlan.Who.R_SEAL, SamplePlan.Who.R_REGISTRAR)) {
            var office = role == SamplePlan.Who.R_LEGAL ? "FGC" : "BGS";
            var department = departments.stream()
                    .filter(one -> one.code().equals(office))
                    .findFirst()
                    .map(Department::name)
                    .orElse("办公室");
            others.put(
                    role,
                    directory.holdersOf(role.name(), unit.id()).stream()
                            .map(person -> new SampleCases.Worker(person.id(), person.name(), department))
                            .toList());
        }
        var initiators = each(
                departments,
                department -> directory.peopleOf(department.id()).stream().limit(3));
        return new SampleCases.Staff(unit.id(), unit.name(), initiators, others);
    }

    private static List<SampleCases.Worker> each(
            List<Department> departments, Function<Department, Stream<Person>> people) {
        return departments.stream()
                .flatMap(department -> people.apply(department)
                        .map(person -> new SampleCases.Worker(person.id(), person.name(), department.name())))
                .toList();
    }
}
