package jinye.platform.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.safeguard.access.Accounts;
import jinye.safeguard.access.DemoAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Fills an empty directory with a made-up staff in the real bureaux of Hunan, when {@code jinye.demo} is on: the province, 14
 * cities, a bureau for each county, county-level city and autonomous county, and about 1,500 people, the same ones every time.
 */
@Component
class DemoBureau implements DemoAccounts {

    /** The national bureau's own Jinye: {@code bin/run --role national}. */
    static final String NATIONAL_CODE = "10000000";

    static final String PASSWORD = "Jinye-demo-2026";

    /** Before any document of the demo. */
    private static final LocalDate SINCE = LocalDate.of(2024, 1, 1);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final boolean wanted;
    private final boolean national;
    private final DemoRows rows;
    private final Accounts accounts;

    DemoBureau(
            @Value("${jinye.demo:false}") boolean wanted,
            @Value("${jinye.role:province}") String role,
            DemoRows rows,
            Accounts accounts) {
        this.wanted = wanted;
        this.national = role.equals("national");
        this.rows = rows;
        this.accounts = accounts;
    }

    void load() {
        var plan = DemoPlan.read();
        long started = System.nanoTime();
        var bureau = new Building(plan);
        if (national) {
            bureau.buildNational();
        } else {
            bureau.build(Divisions.ofHunan());
        }
        rows.insert(bureau.written, SINCE);
        rows.markAsDemo();
        accounts.openForDemo(bureau.logins, PASSWORD);
        log.info(
                "Demo bureau loaded: {} units, {} people, {} ms. For demonstration only, never for work.",
                bureau.written.units().size(),
                bureau.written.people().size(),
                (System.nanoTime() - started) / 1_000_000);
    }

    @Override
    public boolean demo() {
        return wanted && rows.isDemo();
    }

    /** Those with names; everybody else signs in by their pinyin. */
    @Override
    public List<DemoAccount> accounts() {
        if (!demo()) {
            return List.of();
        }
        return DemoPlan.read().named().stream()
                .filter(named -> national == named.unit().equals(NATIONAL_CODE))
                .map(named -> new DemoAccount(named.login(), named.name(), place(named), PASSWORD))
                .toList();
    }

    private static String place(DemoPlan.NamedPerson named) {
        var unit = switch (named.unit()) {
            case NATIONAL_CODE -> "国家局";
            case "43000000" -> "省局";
            case "43010000" -> "长沙市局";
            default -> "宁乡市局";
        };
        return unit + named.post() + "（" + named.duty() + "）";
    }

    List<String> lines() {
        var accounts = accounts();
        if (accounts.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("演示账号（仅供演示，密码公开，不得用于实际工作），密码均为 " + PASSWORD);
        accounts.forEach(
                account -> lines.add("  %-12s %s　%s".formatted(account.loginName(), account.name(), account.post())));
        return lines;
    }

    /** Everything is made in memory first, with the ids it will have, and written in a few batches. */
    private final class Building {

        private final DemoPlan plan;
        private final DemoNames names;
        private final DemoRows.Written written = rows.written();
        private final Map<Long, String> logins = new LinkedHashMap<>();
        private final Set<String> takenLogins;
        private final Map<String, Long> unitOfDivision = new HashMap<>();
        private final Map<String, List<DemoPlan.NamedPerson>> namedSeats;

        Building(DemoPlan plan) {
            this.plan = plan;
            names = new DemoNames(
                    plan.seed(),
                    plan.named().stream().map(DemoPlan.NamedPerson::name).collect(Collectors.toSet()));
            takenLogins = plan.named().stream()
                    .map(DemoPlan.NamedPerson::login)
                    .collect(Collectors.toCollection(HashSet::new));
            namedSeats = plan.named().stream()
                    .collect(Collectors.groupingBy(
                            person -> seat(person.unit(), person.department(), person.post()),
                            Collectors.toCollection(ArrayList::new)));
        }

        private static String seat(String unit, String department, String post) {
            return unit + " " + department + " " + post;
        }

        void build(List<Divisions.Division> divisions) {
            int sort = 0;
            int cities = 0;
            int counties = 0;
            for (var division : divisions) {
                sort++;
                if (division.level() == 1) {
                    unit(division, Unit.Level.PROVINCE, "湖南省局", "湘烟", "Z109", sort);
                } else if (division.level() == 2) {
                    var mark = plan.cityMarks().get(division.code());
                    if (mark == null) {
                        throw new IllegalStateException("The demo bureau has no doc mark for " + division.name());
                    }
                    var shortName = division.bareName() + (division.name().endsWith("州") ? "州局" : "市局");
                    unit(division, Unit.Level.CITY, shortName, mark, "Z" + (201 + cities++), sort);
                } else if (division.hasOwnBureau()) {
                    var shortName = division.bareName() + (division.name().endsWith("市") ? "市局" : "县局");
                    unit(
                            division,
                            Unit.Level.COUNTY,
                            shortName,
                            division.bareName() + "烟",
                            "Z" + (301 + counties++),
                            sort);
                }
            }
            jurisdictions(divisions);
        }

        /** One unit, with enough people to send, sign for and handle. */
        void buildNational() {
            unit(new Unit(0, NATIONAL_CODE, "国家烟草专卖局", "国家局", "国烟", "Z001", Unit.Level.NATIONAL, null), 1);
        }

        private void unit(
                Divisions.Division division, Unit.Level level, String shortName, String mark, String fonds, int sort) {
            long unit = unit(
                    new Unit(
                            0,
                            division.code() + "00",
                            division.name() + "烟草专卖局",
                            shortName,
                            mark,
                            fonds,
                            level,
                            unitOfDivision.get(division.parent())),
                    sort);
            unitOfDivision.put(division.code(), unit);
        }

        private long unit(Unit one, int sort) {
            var code = one.code();
            var level = one.level();
            boolean known = level == Unit.Level.NATIONAL || level == Unit.Level.PROVINCE;
            long unit = written.unit(one, known ? null : "(verify)", sort);
            var taken = new HashSet<String>();
            var leaders = new ArrayList<Long>();
            var charges = new LinkedHashMap<Long, Integer>();
            int departmentSort = 0;
            for (var planned : plan.departments().getOrDefault(level, List.of())) {
                long department = written.department(unit, planned.code(), planned.name(), departmentSort++);
                charges.put(department, planned.leader());
                int rank = planned.code().equals("JLD") ? 1 : 10;
                for (var post : planned.posts()) {
                    for (long person : seats(unit, code, department, planned, post, rank++, taken)) {
                        if (post.category().leads()) {
                            leaders.add(person);
                        }
                    }
                }
            }
            charges.forEach((department, leader) -> written.charge(department, leaders.get(leader - 1)));
            return unit;
        }

        private List<Long> seats(
                long unit,
                String unitCode,
                long department,
                DemoPlan.PlannedDepartment planned,
                DemoPlan.PlannedPost post,
                int rank,
                Set<String> taken) {
            long id = written.post(department, planned.code() + "%02d".formatted(rank), post, rank);
            var people = new ArrayList<Long>();
            for (int seat = 0; seat < post.seats(); seat++) {
                long person = person(unitCode, planned.code(), post.title(), taken);
                people.add(person);
                written.holding(person, id);
                post.roles().forEach(role -> written.role(person, role, unit));
            }
            return people;
        }

        private long person(String unitCode, String department, String post, Set<String> taken) {
            var waiting = namedSeats.getOrDefault(seat(unitCode, department, post), List.of());
            String name;
            int gender;
            String login;
            if (waiting.isEmpty()) {
                var madeUp = names.next(taken);
                name = madeUp.name();
                gender = madeUp.gender();
                login = freeLogin(Pinyin.ofPerson(name).letters());
            } else {
                var named = waiting.removeFirst();
                name = named.name();
                gender = named.gender();
                login = named.login();
                taken.add(name);
            }
            long person = written.person(name, gender, unitCode);
            logins.put(person, login);
            return person;
        }

        private String freeLogin(String wish) {
            var login = wish;
            for (int n = 2; !takenLogins.add(login); n++) {
                login = wish + n;
            }
            return login;
        }

        /** Districts without a bureau belong to the city's. */
        private void jurisdictions(List<Divisions.Division> divisions) {
            for (var division : divisions) {
                Long unit = unitOfDivision.getOrDefault(division.code(), unitOfDivision.get(division.parent()));
                if (unit != null) {
                    written.jurisdiction(unit, division.code());
                }
            }
        }
    }
}
