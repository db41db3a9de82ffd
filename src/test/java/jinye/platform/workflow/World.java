package jinye.platform.workflow;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Due;
import jinye.platform.clocks.Period;
import jinye.platform.messages.Message;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Interpreter;
import jinye.platform.workflow.process.Who;
import jinye.runtime.SpareDatabases;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Handling on a real database, with a bureau of numbered people instead of the directory. */
final class World implements AutoCloseable {

    static final long UNIT = 1;

    /** A clock that tests move. */
    static final class TestClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T02:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        /** Ten in the morning of the next day, Beijing time. */
        void nextMorning() {
            now = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                    .plus(Duration.ofDays(1))
                    .plus(Duration.ofHours(2));
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Who answers for {@code role:R_TEST} and the rest; a test may give its own answer for a node by kind of {@link Who}. */
    static class Bureau implements Staffing {
        final Map<String, List<Long>> posts = new ConcurrentHashMap<>();
        final Map<Long, List<Long>> heads = new ConcurrentHashMap<>();
        final Map<Long, Away> away = new ConcurrentHashMap<>();

        @Override
        public List<Handler> handlers(Who who, MatterState matter, long previous) {
            if (who.kind() == Who.Kind.INITIATOR) {
                return people(List.of(matter.initiator()));
            }
            return people(posts.getOrDefault(who.kind() == Who.Kind.ROLE ? who.argument() : who.toString(), List.of()));
        }

        @Override
        public String missing(Who who, MatterState matter) {
            return "没有人担任" + who;
        }

        @Override
        public Optional<Handler> person(long id) {
            return people(List.of(id)).stream().findFirst();
        }

        @Override
        public List<Handler> people(Collection<Long> ids) {
            return ids.stream()
                    .distinct()
                    .filter(id -> id > 0)
                    .map(id -> new Handler(id, "人" + id, "处" + id % 3, UNIT))
                    .toList();
        }

        @Override
        public Optional<Handler> headOf(long department) {
            return people(heads.getOrDefault(department, List.of())).stream().findFirst();
        }

        @Override
        public Optional<Handler> superior(long person) {
            return headOf(person % 3).filter(head -> head.person() != person);
        }

        @Override
        public List<Long> team(long head) {
            return java.util.stream.LongStream.rangeClosed(1, 60)
                    .filter(person ->
                            superior(person).filter(one -> one.person() == head).isPresent())
                    .boxed()
                    .toList();
        }

        @Override
        public List<Handler> department(long department) {
            return people(List.of(1L, 2L, 3L, 4L, 5L, 6L)).stream()
                    .filter(handler -> handler.person() % 3 == department)
                    .toList();
        }

        @Override
        public String departmentName(long department) {
            return "处" + department;
        }

        @Override
        public boolean holdsPost(long person, String title) {
            return title.equals("主任" + person);
        }

        @Override
        public List<Handler> administrators(long unit) {
            return people(List.of(99L));
        }

        @Override
        public Map<Long, Away> away(Collection<Long> ids, LocalDate day) {
            var found = new HashMap<Long, Away>();
            ids.stream().filter(away::containsKey).forEach(id -> found.put(id, away.get(id)));
            return found;
        }

        @Override
        public Place placeOfDepartment(long department) {
            return department > 0 ? new Place(department, "处" + department, UNIT, "省局") : null;
        }

        @Override
        public Place placeOfUnit(long unit) {
            return unit > 0 ? new Place(unit * 100, "办公室", unit, "局" + unit) : null;
        }

        @Override
        public boolean belongs(Who staff, Handler candidate, MatterState matter, long previous) {
            return candidate.person() < 1000;
        }
    }

    /** One desk for all test kinds. */
    final class Desk implements MatterDesk {
        private final String kind;

        Desk(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public boolean readable(Actor actor, long record) {
            return false;
        }

        @Override
        public Map<String, Object> facts(long record) {
            return facts.getOrDefault(record, Map.of());
        }
    }

    final class Outside implements Neighbours {
        @Override
        public Due due(String rule, Urgency urgency, Instant start) {
            return new Due(start.plus(Duration.ofDays(1)), rule, 1, false, "自收到之日起 1 个工作日");
        }

        @Override
        public Due due(Period period, Instant start) {
            var unit = switch (period.unit()) {
                case WORKING_DAYS, CALENDAR_DAYS -> ChronoUnit.DAYS;
                case WORKING_HOURS -> ChronoUnit.HOURS;
                case WORKING_MINUTES, MINUTES -> ChronoUnit.MINUTES;
            };
            return new Due(start.plus(period.length(), unit), "", 0, false, "");
        }

        @Override
        public Instant afterWorkingTime(Instant from, Duration worked) {
            return from.plus(worked);
        }

        @Override
        public String sentence(String code, Collection<?> facts) {
            return code + facts;
        }

        @Override
        public Duration workingTime(Instant from, Instant to) {
            return Duration.between(from, to);
        }

        @Override
        public void tell(Collection<Long> people, Message message) {
            people.forEach(person -> told.add(person + " " + message.title()));
        }

        @Override
        public String light(Instant start, Instant due, Instant now) {
            return now.isAfter(due) ? "RED" : "GREEN";
        }

        @Override
        public void journal(Actor actor, Handler onBehalfOf, String act, RecordId record, Map<String, ?> facts) {
            acts.add(act);
        }

        @Override
        public void journal(List<Line> lines) {
            lines.forEach(line -> acts.add(line.act()));
        }

        @Override
        public Instant after(Period period, Instant start) {
            return switch (period.unit()) {
                case WORKING_DAYS, CALENDAR_DAYS -> start.plus(Duration.ofDays(period.length()));
                case WORKING_HOURS -> start.plus(Duration.ofHours(period.length()));
                case WORKING_MINUTES, MINUTES -> start.plus(Duration.ofMinutes(period.length()));
            };
        }

        @Override
        public boolean isWorkingTime(Instant moment) {
            return true;
        }

        @Override
        public void publish(Object event) {
            listeners.forEach(listener -> listener.accept(event));
            events.add(event);
        }
    }

    final TestClock clock = new TestClock();
    /** What a service does, by name. */
    final Map<String, MatterService> services = new ConcurrentHashMap<>();

    final Map<Long, Map<String, Object>> facts = new ConcurrentHashMap<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> acts = new CopyOnWriteArrayList<>();
    final List<Object> events = new CopyOnWriteArrayList<>();
    final List<java.util.function.Consumer<Object>> listeners = new CopyOnWriteArrayList<>();
    final HikariDataSource source;
    final JdbcTemplate sql;
    final JdbcTransactionManager transactions;
    final Processes processes;
    final MatterStore store;
    final Announcements announcements;
    final Offshoots offshoots;
    final TriggerKeeper keeper;
    final WaitingDesk waitingDesk;
    final Sending sending;
    final Returning returning;
    final Withdrawing withdrawing;
    final Sharing sharing;
    final Circulating circulating;
    final Copying copying;
    final Watching watching;
    final Participants participants;
    final Lanes lanes;
    final CalledParts calledParts;
    final Queueing queueing;
    final Notes notes;
    final Preferences preferences;
    final Batches batches;
    final Scheduling scheduling;
    final Dictation dictation;
    final Secretaries secretaries;
    final HandOvers handOvers;
    final UrgingPolicy urgingPolicy;
    final AutoUrging autoUrging;
    final Set<Long> gone = ConcurrentHashMap.newKeySet();
    final Steering steering;
    final Delegations delegations;
    final Desks desks;
    final MigrationPlan migrationPlan;
    final ProcessMigration migration;
    private final Staffing staffing;
    final TodoList todo;
    final TodoCounting counting;
    final WorkLists lists;
    final MatterPages pages;
    final MatterReading reading;
    final HandlerPreview preview;
    final OpinionDrafts drafts;
    final Phrases phrases;
    private long records;

    World(Staffing staffing, Map<String, String> models) {
        this(SpareDatabases.create(), staffing, models, new Interpreter());
    }

    World(SpareDatabases.Spare database, Staffing staffing, Map<String, String> models, Flow flow) {
        this.staffing = staffing;
        var settings = new HikariConfig();
        settings.setJdbcUrl(database.url());
        settings.setUsername(database.user());
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(10);
        source = new HikariDataSource(settings);
        sql = new JdbcTemplate(source);
        transactions = new JdbcTransactionManager(source);
        migrate();
        var jdbc = JdbcClient.create(sql);
        try {
            processes = new Processes(jdbc, clock, new PathMatchingResourcePatternResolver());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        models.forEach(processes::publish);
        var beans = new DefaultListableBeanFactory();
        models.keySet().forEach(kind -> beans.registerSingleton(kind, new Desk(kind)));
        desks = new Desks(beans.getBeanProvider(MatterDesk.class));
        var outside = new Outside();
        var phrasing = new Phrasing(clock);
        var triggers = new TriggerStore(sql);
        store = new MatterStore(jdbc, processes, triggers);
        var past = new MatterPast(jdbc);
        var writer = new MatterWriter(sql, triggers);
        delegations = new Delegations(jdbc, clock, writer, staffing, outside, phrasing);
        watching = new Watching(jdbc, writer, staffing, outside, clock);
        var handling = new Handling(
                store,
                writer,
                new Turns(store, past, delegations, phrasing, clock),
                new Telling(delegations, watching, outside),
                outside,
                clock,
                transactions,
                beans.getBeanProvider(SubMatters.class));
        var crews = new Crews(staffing, past, new Substitution(staffing, clock));
        circulating = new Circulating(handling, staffing, past, writer, outside, phrasing);
        copying = new Copying(handling, circulating, staffing, past, outside);
        var waiting = new Waiting(outside, staffing, clock);
        var opening = new Opening(flow, crews, outside, waiting);
        var rules = new StepRules(flow, crews, desks, copying, waiting, opening);
        sending = new Sending(
                handling, rules, desks, processes, store, new AutoPass(rules, crews, desks, past), watching);
        returning = new Returning(handling, rules, opening, crews, past, watching, outside);
        withdrawing = new Withdrawing(handling, rules, opening, past, writer);
        sharing = new Sharing(handling, rules, opening, staffing, outside);
        participants = new Participants(handling, rules, opening, crews, staffing, past, outside);
        lanes = new Lanes(handling, rules, opening, flow, past, outside);
        queueing = new Queueing(jdbc, handling, sharing, staffing, processes, outside);
        notes = new Notes(jdbc, handling, writer, past, outside);
        preferences = new Preferences(jdbc, clock);
        var sentences = new Sentences();
        var together = new Together(handling, store, transactions);
        batches = new Batches(together, handling, sending, sentences);
        scheduling = new Scheduling(
                jdbc,
                handling,
                sending,
                store,
                (person, post) -> gone.contains(person) ? Optional.empty() : Optional.of(actor(person)),
                outside,
                phrasing,
                sentences);
        dictation = new Dictation(jdbc, handling, sending, delegations, past, processes, outside);
        secretaries = new Secretaries(jdbc, handling, staffing, writer, outside);
        handOvers = new HandOvers(
                new HandOverStore(jdbc, processes, writer),
                new HandOverRights(staffing),
                together,
                handling,
                opening,
                staffing,
                outside,
                sentences,
                clock);
        urgingPolicy = new UrgingPolicy(jdbc, outside, clock);
        autoUrging = new AutoUrging(jdbc, urgingPolicy, handling, staffing, outside);
        announcements = new Announcements(jdbc, writer, outside, clock);
        offshoots = new Offshoots(jdbc);
        var subMatters = new SubMatters(handling, rules, processes, desks, staffing, announcements, offshoots, jdbc);
        beans.registerSingleton("subMatters", subMatters);
        steering = new Steering(handling, rules, opening, crews, offshoots);
        var firing = new Firing(rules, opening, crews, staffing, services(), offshoots, announcements, outside);
        calledParts = new CalledParts(handling, rules, waiting, subMatters, offshoots);
        keeper = new TriggerKeeper(
                triggers, firing, waiting, announcements, handling, outside, sql, clock, transactions);
        waitingDesk = new WaitingDesk(handling, firing, processes, new Administration(store, jdbc), jdbc);
        preview = new HandlerPreview(staffing, crews);
        todo = new TodoList(jdbc, processes, outside, clock);
        counting = new TodoCounting(jdbc, processes, clock);
        lists = new WorkLists(jdbc, processes);
        reading = new MatterReading(jdbc, clock);
        pages = new MatterPages(
                store,
                past,
                new MatterHistory(jdbc, processes, outside),
                returning,
                withdrawing,
                delegations,
                desks,
                processes,
                new MatterAsides(watching, notes, participants, desks, offshoots),
                outside,
                new Administration(store, jdbc),
                new Waits(offshoots, processes, phrasing, jdbc),
                jdbc,
                clock);
        migrationPlan = new MigrationPlan(jdbc, processes, store, sentences);
        migration = new ProcessMigration(
                jdbc, processes, store, writer, handling, outside, migrationPlan, desks, watching, clock);
        drafts = new OpinionDrafts(jdbc, delegations, clock);
        phrases = new Phrases(jdbc, writer, clock);
    }

    Bureau bureau() {
        return (Bureau) staffing;
    }

    private void migrate() {
        try {
            var scripts = new PathMatchingResourcePatternResolver()
                    .getResources("classpath:modules/workflow/migrations/V*.sql");
            java.util.Arrays.sort(scripts, java.util.Comparator.comparingInt(World::version));
            for (var script : scripts) {
                sql.execute(script.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int version(org.springframework.core.io.Resource script) {
        var name = String.valueOf(script.getFilename());
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    static Actor actor(long person) {
        return new Actor(
                person,
                "人" + person,
                person,
                "科员",
                person % 3,
                "处" + person % 3,
                UNIT,
                "省局",
                Set.of("person:" + person),
                person == 99 ? Set.of(Steering.ADMINISTER) : Set.of());
    }

    private Services services() {
        var named = new DefaultListableBeanFactory();
        for (var name : List.of("test.serve", "test.other")) {
            named.registerSingleton(name, new MatterService() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Map<String, Object> run(Call call) {
                    var service = services.get(name);
                    return service == null ? Map.of() : service.run(call);
                }
            });
        }
        return new Services(named.getBeanProvider(MatterService.class));
    }

    synchronized long record() {
        return ++records;
    }

    long start(String kind, long initiator, Map<String, Object> given) {
        long record = record();
        facts.put(record, new HashMap<>(given));
        return sending.start(actor(initiator), new StartMatter(kind, record, "关于" + kind, "", Urgency.PLAIN, Map.of()));
    }

    /** The open assignments of a matter as node → person → id. */
    Map<String, Map<Long, Long>> live(long matter) {
        var live = new HashMap<String, Map<Long, Long>>();
        sql.query(
                "select node, person, id from workflow.assignment where matter = ? and state in ('OFFERED', 'OPENED')",
                row -> {
                    live.computeIfAbsent(row.getString(1), node -> new HashMap<>())
                            .put(row.getLong(2), row.getLong(3));
                },
                matter);
        return live;
    }

    long assignment(long matter, String node, long person) {
        var found = live(matter).getOrDefault(node, Map.of()).get(person);
        if (found == null) {
            throw new AssertionError(person + " has nothing at " + node + ": " + live(matter));
        }
        return found;
    }

    void send(long matter, String node, long person, String decision, String opinion) {
        sending.send(actor(person), assignment(matter, node, person), decision, opinion, Choices.NONE);
    }

    void send(long matter, String node, long person) {
        send(matter, node, person, "", "");
    }

    String state(long matter) {
        return sql.queryForObject("select state from workflow.matter where id = ?", String.class, matter);
    }

    List<String> openNodes(long matter) {
        return new ArrayList<>(sql.queryForList(
                "select node from workflow.step where matter = ? and state = 'OPEN' order by node",
                String.class,
                matter));
    }

    @Override
    public void close() {
        source.close();
    }
}
