package jinye.platform.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.GrantSource;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import jinye.platform.directory.HeldTokens;
import jinye.platform.directory.HeldTokens.HeldToken;
import jinye.platform.directory.Person;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers 「为什么能看、看不到」 and 「谁能看、谁看过、为什么」. Administrators ask about anybody and name a record by its number, but learn
 * nothing of its title or content; everybody else asks about themselves and about what they may read.
 */
@Service
@Transactional
class RightsQuestions {

    static final String ASK = "rights.ask";
    static final String READERS = "rights.see-readers";

    /** On the screen; the export has all of them. */
    static final int SHOWN_MAX = 300;

    private final List<GrantSource> sources;
    private final Directory directory;
    private final HeldTokens tokens;
    private final Journal journal;

    RightsQuestions(List<GrantSource> sources, Directory directory, HeldTokens tokens, Journal journal) {
        this.sources = sources;
        this.directory = directory;
        this.tokens = tokens;
        this.journal = journal;
    }

    /** @param title only for whoever may read the record */
    record RecordNamed(
            String module,
            String term,
            long id,
            String number,
            @Nullable String title) {}

    record HeldRow(
            String meaning,
            String source,
            LocalDate since,
            @Nullable LocalDate lastDay,
            boolean opens) {}

    record GrantRow(String who, String reason, boolean held) {}

    /** @param since from when the person has held what opens the record; null when nothing does */
    record RightsAnswer(
            RecordNamed record,
            long person,
            String personName,
            boolean readable,
            @Nullable LocalDate since,
            List<HeldRow> held,
            List<GrantRow> grants) {}

    record ReaderRow(long person, String name, String place, List<String> reasons) {}

    /** @param reason the grant by which the person may read it now; null when none is left, or when the person was refused */
    record ReadingRow(
            Instant at,
            long person,
            String name,
            @Nullable String place,
            String act,
            @Nullable String file,
            @Nullable String address,
            boolean refused,
            @Nullable String reason) {}

    record RecordReaders(
            RecordNamed record, List<GrantRow> grants, int could, List<ReaderRow> readers, List<ReadingRow> readings) {}

    /** What has this number or, as the journal names what has none yet, this id; for others than administrators among what they may read. */
    List<RecordNamed> numbered(Actor actor, String number) {
        var found = new ArrayList<RecordNamed>();
        for (var source : sources) {
            var records = new LinkedHashSet<>(source.numbered(number));
            if (number.matches("\\d{1,18}")) {
                source.record(Long.parseLong(number)).ifPresent(records::add);
            }
            for (var record : records) {
                boolean readable = overlap(source.grants(record.id()), actor.tokens());
                if (readable || actor.may(ASK)) {
                    found.add(new RecordNamed(
                            source.module(),
                            source.term(),
                            record.id(),
                            record.number(),
                            readable ? record.title() : null));
                }
            }
        }
        return found;
    }

    RightsAnswer why(Actor actor, long person, String module, long id) {
        var source = source(module);
        var grants = source.grants(id);
        var record = named(actor, source, grants, id);
        if (actor.person() != person) {
            actor.require(ASK);
            journal.record(
                    actor,
                    "rights.ask-why",
                    new RecordId(module, id),
                    Map.of("name", directory.person(person).name()));
        }
        var held = tokens.of(person);
        var opening = grants.stream().map(Grant::token).collect(Collectors.toSet());
        var mine = held.stream().map(HeldToken::token).collect(Collectors.toSet());
        return new RightsAnswer(
                record,
                person,
                directory.person(person).name(),
                overlap(grants, mine),
                held.stream()
                        .filter(one -> opening.contains(one.token()))
                        .map(HeldToken::since)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                held.stream()
                        .map(one -> new HeldRow(
                                one.meaning(), one.source(), one.since(), one.lastDay(), opening.contains(one.token())))
                        .sorted(Comparator.comparing(HeldRow::opens).reversed())
                        .toList(),
                rows(grants, mine));
    }

    RecordReaders readers(Actor actor, String module, long id) {
        var all = everyReader(actor, module, id, "rights.ask-readers");
        return new RecordReaders(
                all.record(),
                all.grants(),
                all.could(),
                all.readers().stream().limit(SHOWN_MAX).toList(),
                all.readings().stream().limit(SHOWN_MAX).toList());
    }

    /** All of them, for a table that is handed out. */
    RecordReaders everyReader(Actor actor, String module, long id, String act) {
        actor.require(READERS);
        var source = source(module);
        var grants = source.grants(id);
        var record = named(actor, source, grants, id);
        journal.record(actor, act, new RecordId(module, id), Map.of("number", record.number()));
        var reasons = grants.stream()
                .collect(Collectors.groupingBy(
                        Grant::token, LinkedHashMap::new, Collectors.mapping(Grant::reason, Collectors.joining("、"))));
        var people = new LinkedHashMap<Long, Set<String>>();
        for (var holder : tokens.holders(reasons.keySet())) {
            people.computeIfAbsent(holder.person(), none -> new LinkedHashSet<>())
                    .add(reasons.get(holder.token()) + "（" + holder.meaning() + "）");
        }
        var known = directory.people(people.keySet());
        var readers = new ArrayList<ReaderRow>();
        people.forEach((reader, why) -> {
            var person = known.get(reader);
            if (person != null) {
                readers.add(reader(person, why));
            }
        });
        var readings = journal.readings(new RecordId(module, id)).stream()
                .map(row -> reading(row, people))
                .toList();
        return new RecordReaders(record, rows(grants, Set.of()), readers.size(), readers, readings);
    }

    private static ReaderRow reader(Person person, Set<String> reasons) {
        return new ReaderRow(
                person.id(),
                person.name(),
                person.unitName() + person.departmentName() + person.postTitle(),
                List.copyOf(reasons));
    }

    private static ReadingRow reading(JournalRow row, Map<Long, Set<String>> people) {
        long person = row.person() == null ? 0 : row.person();
        boolean refused = row.result().equals("refused");
        var reasons = people.get(person);
        return new ReadingRow(
                row.at(),
                person,
                row.personName() == null ? "" : row.personName(),
                row.departmentName(),
                row.term(),
                row.facts().get("name") instanceof String file ? file : null,
                row.address(),
                refused,
                refused || reasons == null ? null : String.join("；", reasons));
    }

    private List<GrantRow> rows(Set<Grant> grants, Set<String> held) {
        return grants.stream()
                .map(grant -> new GrantRow(tokens.meaning(grant.token()), grant.reason(), held.contains(grant.token())))
                .sorted(Comparator.comparing(GrantRow::held).reversed())
                .toList();
    }

    private GrantSource source(String module) {
        return sources.stream()
                .filter(one -> one.module().equals(module))
                .findFirst()
                .orElseThrow(NoSuchRecord::new);
    }

    /** What one may not read does not exist, unless one is an administrator: then it has a number and no title. */
    private static RecordNamed named(Actor actor, GrantSource source, Set<Grant> grants, long id) {
        boolean readable = overlap(grants, actor.tokens());
        if (!readable && !actor.may(ASK)) {
            throw new NoSuchRecord();
        }
        var record = source.record(id).orElseThrow(NoSuchRecord::new);
        return new RecordNamed(source.module(), source.term(), id, record.number(), readable ? record.title() : null);
    }

    private static boolean overlap(Set<Grant> grants, Set<String> held) {
        return grants.stream().anyMatch(grant -> held.contains(grant.token()));
    }

    static final class NoSuchRecord extends Refusal {
        NoSuchRecord() {
            super(Kind.NOT_FOUND, "rights.no-such-record");
        }
    }
}
